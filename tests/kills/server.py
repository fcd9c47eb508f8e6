"""A process that has everything imported and forks for each run, which ends at its moment."""

from __future__ import annotations

import contextlib
import errno
import importlib
import json
import os
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: How long a run may take, in seconds.
PATIENCE = 120.0


@dataclass(frozen=True)
class Moment:
    """When and how a run ends.

    Attributes
    ----------
    how : str
        `call`: killed before that call of the operating system which changes something; `bytes`: killed when a file
        has so many bytes; `fails`: that call fails, since the disk is full; `full`: no file can have more bytes than
        that; `closed`: the folder can only be read; `time`: killed after so many seconds; `never`.
    at : float
    """

    how: str = "never"
    at: float = 0


@dataclass(frozen=True)
class Ended:
    """How a run ended: exit code (negative: the signal), what it said, how many calls changed something, its time."""

    code: int
    said: str
    calls: int = 0
    took: float = 0.0


class Server:
    """Runs commands; `package` is the folder whose dxcompare is run."""

    def __init__(self, package: Path = ROOT):
        env = {**os.environ, "PYTHONPATH": str(package), "POLARS_MAX_THREADS": "1"}
        env |= {"DXCOMPARE_LANG": "en", "PYTHONDONTWRITEBYTECODE": "1"}
        self.process = subprocess.Popen(
            [sys.executable, __file__], stdin=-1, stdout=-1, text=True, env=env, cwd=package
        )

    def run(self, argv: Sequence[object], within: Path, moment: Moment = Moment(), typed: str = "") -> Ended:
        """Run a command; calls count that change something below `within`."""
        return self.result(self.begin(argv, within, moment, typed))

    def begin(self, argv: Sequence[object], within: Path, moment: Moment = Moment(), typed: str = "") -> int:
        """Begin a run; its number."""
        asked = {"argv": [str(one) for one in argv], "within": str(within), "moment": asdict(moment), "typed": typed}
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def result(self, number: int) -> Ended:
        """Wait for the end of a run."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"wait": number}) + "\n")
        self.process.stdin.flush()
        return Ended(**json.loads(self.process.stdout.readline()))

    def close(self) -> None:
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


@contextlib.contextmanager
def served(package: Path = ROOT) -> Iterator[Server]:
    server = Server(package)
    try:
        yield server
    finally:
        server.close()


_CHANGES = {"os.rename": 2, "os.remove": 1, "os.mkdir": 1, "os.rmdir": 1, "os.truncate": 1, "os.chmod": 1, "os.link": 2}


def counted(within: str, moment: Moment, count: list[int]) -> None:
    """Count the calls that change something, and end the run at its moment."""

    def one() -> None:
        count[0] += 1
        if moment.how == "call" and count[0] == moment.at:
            os.kill(os.getpid(), signal.SIGKILL)
        if moment.how == "fails" and count[0] == moment.at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if moment.how == "closed":
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    def hook(event: str, args: tuple) -> None:
        if event == "open":
            name, _, flags = args
            if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and str(name).startswith(within):
                one()
        elif event in _CHANGES and any(str(name).startswith(within) for name in args[: _CHANGES[event]]):
            one()

    fsync = os.fsync

    def settled(number: int) -> None:
        one()
        fsync(number)

    os.fsync = settled
    sys.addaudithook(hook)


def _child(asked: dict, report: int, said: int) -> None:
    moment, count = Moment(**asked["moment"]), [0]
    os.setsid()
    os.dup2(said, 1)
    os.dup2(said, 2)
    typed = tempfile.TemporaryFile()  # noqa: SIM115 - the process ends with it
    typed.write(asked["typed"].encode())
    typed.seek(0)
    os.dup2(typed.fileno(), 0)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, mode) for number, mode in ((0, "r"), (1, "w"), (2, "w")))
    counted(asked["within"], moment, count)
    if moment.how in ("bytes", "full"):
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL if moment.how == "bytes" else signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(moment.at), resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if moment.how == "time":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, max(moment.at, 1e-6))
    code = 1
    try:
        from dxcompare.cli import main

        sys.argv = ["dxcompare", *asked["argv"]]
        main(asked["argv"], prog_name="dxcompare")
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:
        import traceback

        traceback.print_exc()
    with contextlib.suppress(Exception):
        sys.stdout.flush()
        sys.stderr.flush()
    os.write(report, str(count[0]).encode())
    with contextlib.suppress(OSError):  # so that the next runs need not import them
        Path(asked["imported"]).write_text(" ".join(sys.modules), encoding="utf-8")
    os._exit(code)


def _serve() -> None:
    """Read runs from the input, a line each; fork for each."""
    import dxcompare.pipeline  # noqa: F401 - what most commands need

    answers, runs = sys.stdout, {}
    imported = Path(tempfile.mkdtemp()) / "modules"
    for line in sys.stdin:
        asked = json.loads(line)
        if "wait" not in asked:
            (counts, report), said = os.pipe(), tempfile.TemporaryFile()  # noqa: SIM115 - until the run is waited for
            pid = os.fork()
            if not pid:
                _child({**asked, "imported": str(imported)}, report, said.fileno())
            os.close(report)
            runs[pid] = (counts, said, time.monotonic())
            print(pid, file=answers, flush=True)
            continue
        pid = asked["wait"]
        counts, said, start = runs.pop(pid)
        if not select.select([counts], [], [], PATIENCE)[0]:  # it is at its end when that pipe closes
            os.killpg(pid, signal.SIGKILL)
        status = os.waitpid(pid, 0)[1]
        took = time.monotonic() - start
        count = os.read(counts, 20)
        os.close(counts)
        said.seek(0)
        text = said.read().decode(errors="replace")
        said.close()
        ended = Ended(os.waitstatus_to_exitcode(status), text, int(count or 0), took)
        if imported.exists():
            for name in {*imported.read_text(encoding="utf-8").split()} - {*sys.modules}:
                with contextlib.suppress(Exception):
                    importlib.import_module(name)
            imported.unlink()
        print(json.dumps(asdict(ended)), file=answers, flush=True)
    shutil.rmtree(imported.parent)


if __name__ == "__main__":
    _serve()
