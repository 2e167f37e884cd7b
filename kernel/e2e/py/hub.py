"""What students and their teacher do with a hub: HUB.py URL. Says each step that went right; ends at the first that did not.

HUB_TOKEN may start and stop servers and make tokens for users; HUB_CULLER_TOKEN is the idle culler's."""

import asyncio
import json
import os
import subprocess
import sys
import time
import uuid

import requests
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

URL = sys.argv[1].rstrip("/")
LIMIT = 240  # seconds that anything may take on a machine with other work


def api(method, path, token, want=None, **kwargs):
    answer = requests.request(method, URL + path, headers={"Authorization": f"token {token}"}, timeout=LIMIT, **kwargs)
    if want is not None:
        assert answer.status_code == want, f"{method} {path}: {answer.status_code}, not {want}: {answer.text[:500]}"
    else:
        assert answer.ok, f"{method} {path}: {answer.status_code}: {answer.text[:500]}"
    return answer.json() if answer.content and "json" in answer.headers.get("Content-Type", "") else None


def until(what, done):
    end = time.monotonic() + LIMIT
    while not done():
        assert time.monotonic() < end, f"gave up waiting for {what}"
        time.sleep(0.1)


def hub(method, path, **kwargs):
    return api(method, "/hub/api" + path, os.environ["HUB_TOKEN"], **kwargs)


def running(user):
    return hub("GET", f"/users/{user}").get("servers", {}).get("", {}).get("ready", False)


def started(user):
    server = hub("GET", f"/users/{user}").get("servers", {}).get("")
    assert server, f"{user}'s server did not start: see the hub's log"
    return server["ready"]


def logs_in(user):
    """Whether the hub's login form lets somebody in."""
    s = requests.Session()
    s.get(URL + "/hub/login", timeout=LIMIT)
    answer = s.post(URL + "/hub/login", data={"username": user, "password": "x", "_xsrf": s.cookies.get("_xsrf", path="/hub/")},
                    timeout=LIMIT, allow_redirects=False)
    assert answer.status_code in (302, 403), f"login of {user}: {answer.status_code}: {answer.text[:500]}"
    return answer.status_code == 302


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as f:
        return f.read().rsplit(")", 1)[1].split()[0] != "Z"


class Kernel:
    """A weft kernel of a user, as the user's browser has it: started by REST, spoken to by a websocket."""

    def __init__(self, user):
        self.user = user
        self.token = hub("POST", f"/users/{user}/tokens", json={})["token"]
        self.path = f"/user/{user}/api/kernels"

    async def start(self):
        self.id = api("POST", self.path, self.token, json={"name": "weft"})["id"]
        address = "ws" + URL.removeprefix("http") + f"{self.path}/{self.id}/channels"
        self.ws = await websocket_connect(HTTPRequest(address, headers={"Authorization": f"token {self.token}"}, request_timeout=LIMIT))

    async def send(self, code):
        header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "username": self.user, "session": "test", "version": "5.4", "date": ""}
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
        await self.ws.write_message(json.dumps(
            {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell", "buffers": []}))
        return header["msg_id"]

    async def shown(self, sent, stop=None):
        """All text that a cell shows until it is idle, or until stop is in it."""
        text = ""
        while stop is None or stop not in text:
            m = json.loads(await asyncio.wait_for(self.ws.read_message(), LIMIT))
            if m["parent_header"].get("msg_id") != sent:
                continue
            c = m["content"]
            if m["msg_type"] == "stream":
                text += c["text"]
            elif m["msg_type"] in ("execute_result", "display_data"):
                text += c["data"].get("text/plain", "")
            elif m["msg_type"] == "error":
                text += c["evalue"] + "\n".join(c["traceback"])
            elif m["msg_type"] == "status" and c["execution_state"] == "idle":
                return text
        return text

    async def run(self, code):
        return (await self.shown(await self.send(code))).strip()

    async def shows(self, code, want):
        text = await self.run(code)
        assert text == want, f"{self.user}: {code} showed {text!r}, not {want!r}"

    def interrupt(self):
        api("POST", f"{self.path}/{self.id}/interrupt", self.token, want=204)


def step(text):
    print(text, flush=True)


async def main():
    assert logs_in("anna") and logs_in("ben") and logs_in("tina"), "the class cannot log in"
    assert not logs_in("mallory"), "somebody who is not in the class logged in"
    step("who is in students.txt and teachers.txt can log in, another cannot")

    await asyncio.gather(*(asyncio.to_thread(hub, "POST", f"/users/{user}/server") for user in ("anna", "ben")))
    for user in ("anna", "ben"):
        until(f"{user}'s server", lambda: started(user))
    step("two servers")

    anna, ben = Kernel("anna"), Kernel("ben")
    await asyncio.gather(anna.start(), ben.start())
    api("GET", ben.path, anna.token, want=403)
    step("a kernel each; anna's token does not open ben's server")

    await anna.shows("secret := 41", "")
    text = await ben.run("secret")
    assert "undefined: secret" in text, f"ben sees anna's variable: {text}"
    await ben.shows("secret := 7", "")
    await anna.shows("secret", "41")
    step("no shared state")

    for k in (anna, ben):
        text = await k.run('import "os"\nprintln(os.Getpid(), os.Getppid())')
        k.pids = [int(p) for p in text.split()]
        assert len(k.pids) == 2 and all(alive(p) for p in k.pids), text
    assert not set(anna.pids) & set(ben.pids), "one process for both"
    text = await anna.run("%limit")
    assert "600 MB" in text, f"the cells' limit of memory is not the hub's: {text}"
    step("processes of their own; %limit shows what the hub gives")

    sent = await anna.send('println("turning")\nfor {\n}')
    await anna.shown(sent, stop="turning")
    await ben.shows("secret + 1", "8")
    anna.interrupt()
    text = await anna.shown(sent)
    assert "interrupted" in text, text
    await anna.shows("secret", "41")
    await ben.shows("secret", "7")
    step("an endless cell of one does not keep the other waiting; its interrupt is its own")

    for k, answer in ((anna, "return n + n"), (ben, "not implemented")):
        found = api("GET", f"/user/{k.user}/api/contents/class", k.token)["content"]
        assert [f["name"] for f in found] == ["workers.ipynb"], found
        text = json.dumps(api("GET", f"/user/{k.user}/api/contents/class/workers.ipynb", k.token)["content"])
        assert answer in text, f"{k.user} has another notebook: {text}"
    step("what is in release/ has been handed out; what a student had is as it was")

    hub("DELETE", "/users/anna/server")
    until("anna's server to end", lambda: not hub("GET", "/users/anna").get("servers"))
    until("anna's processes to end", lambda: not any(alive(p) for p in anna.pids))
    await ben.shows("secret + 2", "9")
    assert all(alive(p) for p in ben.pids)
    step("a server that is stopped takes its kernel and evaluator along, and nobody else's")

    culler = subprocess.Popen(
        [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=1", "--cull-every=1", f"--url={URL}/hub/api"],
        env={**os.environ, "JUPYTERHUB_API_TOKEN": os.environ["HUB_CULLER_TOKEN"]})
    try:
        until("the idle culler", lambda: not running("ben"))
        until("ben's processes to end", lambda: not any(alive(p) for p in ben.pids))
    finally:
        culler.terminate()
        culler.wait()
    step("the culler, with its role alone, ends a server that nobody uses")


asyncio.run(main())
