"""deploy/jupyterhub_config.py on loopback: other addresses, passwords that are not looked at, and tokens for the test.
What a class gets is left as it is."""

import os

c = get_config()  # noqa: F821
load_subconfig(os.environ["HUB_CONFIG"])  # noqa: F821

c.JupyterHub.bind_url = os.environ["HUB_URL"]
c.JupyterHub.hub_port = int(os.environ["HUB_PORT"])
c.ConfigurableHTTPProxy.api_url = os.environ["HUB_PROXY"]
c.JupyterHub.authenticator_class = "dummy"

c.JupyterHub.services[0]["api_token"] = os.environ["HUB_CULLER_TOKEN"]
c.JupyterHub.services = c.JupyterHub.services + [{"name": "test", "api_token": os.environ["HUB_TOKEN"]}]
c.JupyterHub.load_roles = c.JupyterHub.load_roles + [
    {"name": "test", "scopes": ["admin:users", "admin:servers", "tokens"], "services": ["test"]}
]
