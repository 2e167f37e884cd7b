# The server in a container is reached through a published port, so it listens on all addresses of the
# container. Its token stays: without one, whoever reaches the port has a shell.
c = get_config()  # noqa: F821
c.ServerApp.ip = "0.0.0.0"
c.ServerApp.open_browser = False
c.FileContentsManager.delete_to_trash = False  # there is no desktop that would empty it
