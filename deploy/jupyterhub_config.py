"""JupyterHub for a class on one machine: each student's server is a container of weft's image.

    jupyterhub -f deploy/jupyterhub_config.py

docs/HUB.md says what has to be installed, what each number was chosen for, and how a class is run with it.
TestHub (kernel/e2e) runs this file, with a stand-in for the container engine.
"""

import os
import sys
from pathlib import Path
from urllib.parse import quote

c = get_config()  # noqa: F821

# What a class changes.
IMAGE = os.environ.get("WEFT_HUB_IMAGE", "weft:latest")
CLASS = Path(os.environ.get("WEFT_CLASS", "/srv/weft"))  # release/, students/, course/ and who is in the class
MEMORY = "2G"  # of a student's container: the server, all kernels, compilers
CELLS = "600MB"  # of the cells of one notebook (%limit memory): two busy notebooks and the server fit
CPU = 2  # two goroutines can run at one time; most students need next to nothing most of the time
PROCESSES = 1024  # processes and threads
IDLE_KERNEL = 45 * 60  # seconds until the kernel of a notebook that nobody uses ends, and with it its variables
IDLE_SERVER = 60 * 60  # seconds until a server that nobody uses ends; its files stay
UID, GID = 1000, 100  # the image's user

HOME = "/home/jovyan"


def names(file):
    """The names in a file, one on a line; none if there is no file."""
    path = CLASS / file
    return set(path.read_text().split()) if path.exists() else set()


# Who comes in. PAM asks for accounts of this machine; see docs/HUB.md for others.
c.JupyterHub.authenticator_class = "pam"
c.Authenticator.admin_users = names("teachers.txt")
c.Authenticator.allowed_users = names("students.txt") | names("teachers.txt")

# The hub is reached by the containers at its address in Docker's own network.
c.JupyterHub.hub_ip = os.environ.get("WEFT_HUB_IP", "172.17.0.1")
c.JupyterHub.spawner_class = "dockerspawner.DockerSpawner"
c.DockerSpawner.image = IMAGE
c.DockerSpawner.cmd = ["jupyterhub-singleuser"]
c.DockerSpawner.remove = True  # what is to stay is in volumes
c.JupyterHub.cleanup_servers = False  # a hub that is restarted, for a new list, leaves the servers running
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = c.Spawner.http_timeout = 180  # a whole class comes in at the same minute

# A student may have this much, and no more. The engine gives the kernel a cgroup; weft reads it.
c.DockerSpawner.mem_limit = MEMORY
c.DockerSpawner.cpu_limit = CPU
c.DockerSpawner.extra_host_config = {
    "memswap_limit": MEMORY,  # the same: no swap
    "pids_limit": PROCESSES,
    "cap_drop": ["ALL"],
    "security_opt": ["no-new-privileges"],
}
c.Spawner.environment = {"WEFT_MEMORY": CELLS}

# What nobody uses ends. A kernel that runs a cell is in use; one whose goroutines run after their cell is not.
c.Spawner.args = [
    f"--MappingKernelManager.cull_idle_timeout={IDLE_KERNEL}",
    "--MappingKernelManager.cull_interval=300",
    "--MappingKernelManager.cull_connected=True",  # an open tab is no use
]
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    }
]
c.JupyterHub.services = [
    {
        "name": "idle-culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={IDLE_SERVER}", "--cull-every=300"],
    }
]

# Where files are. The home is a volume of the engine; ~/class lies in CLASS, where the teacher collects it.
c.DockerSpawner.notebook_dir = HOME
c.DockerSpawner.volumes = {"weft-home-{username}": HOME}
c.DockerSpawner.read_only_volumes = {str(CLASS / "release"): "/srv/release"}

# Handing out: what is new in release/ is copied, what a student has stays. It runs in the container, as the
# student: a link that a student has made leads nowhere that the student could not go.
c.DockerSpawner.post_start_cmd = f"cp -R --no-clobber /srv/release/. {HOME}/class/"


def folder(user):
    """The name of a student's folder: the user's own, without what could lead elsewhere."""
    name = quote(user, safe="@")
    return "%2E" + name[1:] if name.startswith(".") else name


def prepare(spawner):
    """Makes the student's folder and mounts it; teachers also get the whole class at /srv/class."""
    own = CLASS / "students" / folder(spawner.user.name)
    if not own.exists():
        own.mkdir()
        if os.getuid() == 0:  # a hub that is not root has to be number UID itself
            os.chown(own, UID, GID)
    spawner.volumes = {**spawner.volumes, str(own): f"{HOME}/class"}
    if spawner.user.admin:
        spawner.volumes = {**spawner.volumes, str(CLASS): "/srv/class"}


c.Spawner.pre_spawn_hook = prepare
