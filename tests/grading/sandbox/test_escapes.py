"""What code in a sandboxed kernel tries and cannot do."""

from __future__ import annotations

import socket
import sys
import sysconfig
from pathlib import Path

import pytest

from autograder.grading.warm.start import own_server
from tests.grading.kernels import kernel, lives
from tests.grading.sandbox.conftest import SECRET


@pytest.mark.parametrize(
    "path", ["class/gradebook.db", "solutions/references.py", "class/submitted", "class/seed", "."]
)
def test_nothing_of_the_course_is_there(walled, course, path):
    """Neither gradebook, sources, seed nor other submissions can be opened or listed."""
    assert (course.root / path).exists()
    found = walled.run(f"os.stat({str(course.root / path)!r})")
    assert found.error.startswith("FileNotFoundError")


def test_the_own_folder_holds_the_files_but_no_notebook(walled):
    """A kernel sees copies of the lesson's files; links and the notebook stay out."""
    assert walled.run("sorted(os.listdir())").result == "['data.csv']"


def test_what_is_written_stays_in_the_sandbox(walled, course):
    """A kernel may write in its folder, and nobody else sees it."""
    assert walled.run("Path('data.csv').write_text('2')").result == "1"
    assert (course.work / "data.csv").read_text(encoding="utf-8") == "1\n"


@pytest.mark.parametrize("folder", ["/", "/usr", "/etc", "/dev", "/proc", "/sys", sys.prefix])
def test_nothing_outside_can_be_written(walled, folder):
    """Only the own folder, /tmp and shared memory take files."""
    found = walled.run(f"Path({folder!r}, 'planted').write_text('')")
    assert found.error.startswith(("OSError", "PermissionError", "FileNotFoundError"))
    assert not Path(folder, "planted").exists()


@pytest.mark.parametrize("path", ["/root", "/home", "/var", "/etc/shadow", "/run", "/boot"])
def test_the_machine_is_out_of_sight(walled, path):
    """Homes, logs, passwords and sockets of the machine do not exist, or are the sandbox's own."""
    found = walled.run(f"os.listdir({path!r})")
    assert found.error.startswith(("FileNotFoundError", "PermissionError")) or found.result in (
        "['student']",
        "['cache']",
        "['.pyenv']",
    )


def test_no_process_outside_is_visible(walled):
    """A kernel sees itself and the first process of its sandbox."""
    found = walled.run("[name for name in os.listdir('/proc') if name.isdigit()], os.getpid()")
    assert found.result == "(['1', '2'], 2)"


@pytest.mark.parametrize("file", ["environ", "mem", "maps", "cwd/x", "root/etc/passwd", "fd/3"])
def test_the_first_process_cannot_be_read(walled, file):
    """The sandbox's first process keeps its memory, environment and files to itself."""
    assert walled.run(f"open('/proc/1/{file}')").error.startswith("PermissionError")


def test_the_environment_holds_no_secret(course, monkeypatch):
    """Of the grader's environment a kernel gets what it needs, in its variables and in /proc."""
    monkeypatch.setenv("DATABASE_PASSWORD", SECRET)
    with kernel(course.work) as started:
        assert started.run("import os; os.environ.get('DATABASE_PASSWORD')").result == ""
        code = "from pathlib import Path; 'PASSWORD' in Path('/proc/self/environ').read_text()"
        assert started.run(code).result == "False"
        assert started.run("os.environ['HOME']").result == "'/home/student'"


def test_the_server_cannot_be_signalled(walled):
    """No number of a process reaches the server."""
    pid = own_server().pid
    for code in (f"os.kill({pid}, 9)", "os.kill(os.getppid(), 9)", "os.kill(1, 9)"):
        walled.run(code)
    assert lives(pid)
    assert walled.run("6 * 7").result == "42"


def test_no_descriptor_is_inherited(walled):
    """None of the server's sockets or pipes, and no folder outside, is open in a kernel."""
    code = """
    found = []
    for name in os.listdir("/proc/self/fd"):
        try:
            found.append(os.readlink(f"/proc/self/fd/{name}"))
        except OSError:
            pass
    own = ("/dev/", "/proc", "/home", "/usr")
    [each for each in found if each.startswith("/") and not each.startswith(own)]
    """
    assert walled.run(code).result == "[]"


def test_tcp_and_udp_lead_nowhere(walled):
    """A service on this machine cannot be reached, by TCP or UDP, nor a name be looked up."""
    with socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
        tcp.bind(("127.0.0.1", 0))
        tcp.listen()
        udp.bind(("127.0.0.1", 0))
        udp.setblocking(False)
        code = f"socket.create_connection(('127.0.0.1', {tcp.getsockname()[1]}), 2)"
        assert walled.run(code).error == "ConnectionRefusedError: [Errno 111] Connection refused"
        address = udp.getsockname()
        walled.run(f"socket.socket(type=socket.SOCK_DGRAM).sendto(b'out', {address})")
        with pytest.raises(BlockingIOError):
            udp.recv(16)
        code = "socket.socket(type=socket.SOCK_DGRAM).sendto(b'out', ('192.0.2.1', 9))"
        assert walled.run(code).error == "OSError: [Errno 101] Network is unreachable"
        code = "socket.getaddrinfo('example.org', 80)"
        assert walled.run(code).error.startswith("gaierror")


def test_unix_sockets_of_others_lead_nowhere(walled, tmp_path):
    """Neither a socket that is a file nor an abstract one is reached."""
    with socket.socket(socket.AF_UNIX) as named, socket.socket(socket.AF_UNIX) as abstract:
        named.bind(str(tmp_path / "s"))
        named.listen()
        abstract.bind("\0autograder-test")
        abstract.listen()
        code = f"socket.socket(socket.AF_UNIX).connect({str(tmp_path / 's')!r})"
        assert walled.run(code).error == "FileNotFoundError: [Errno 2] No such file or directory"
        code = r"socket.socket(socket.AF_UNIX).connect('\0autograder-test')"
        assert walled.run(code).error == "ConnectionRefusedError: [Errno 111] Connection refused"


def test_another_kernels_sockets_are_out_of_sight(walled, course):
    """A kernel finds no folder of another kernel's sockets."""
    with kernel(course.work) as other:
        folder = Path(other.manager.ip).parent
        assert folder.exists()
        assert walled.run(f"os.listdir({str(folder)!r})").error.startswith("FileNotFoundError")
    assert walled.run("[name for name in os.listdir('/tmp') if 'kernel' in name]").result == "[]"


@pytest.mark.parametrize(
    "code",
    [
        "Path('/run/kernel/file').write_text('')",
        "os.mkdir('/run/kernel/folder')",
        "os.symlink('/etc', '/run/kernel/link')",
        "os.mkfifo('/run/kernel/pipe')",
        "os.rename('data.csv', '/run/kernel/data.csv')",
        "Path('/run/kernel/inside.json').write_text('')",
    ],
)
def test_the_folder_shared_with_the_grader_takes_only_sockets(walled, code):
    """Nothing can be put before the grader's eyes there, and its disk cannot be filled."""
    assert walled.run(code).error.startswith(("PermissionError", "OSError: [Errno 18]"))


@pytest.mark.parametrize("family", ["AF_VSOCK", "AF_ALG", "AF_PACKET", "AF_CAN", "AF_TIPC"])
def test_sockets_of_rare_families_are_refused(walled, family):
    """Families that a network namespace does not hold cannot be opened."""
    found = walled.run(f"socket.socket(socket.{family}, socket.SOCK_SEQPACKET)")
    assert found.error == "PermissionError: [Errno 1] Operation not permitted"


@pytest.mark.parametrize(
    "call",
    [
        "mount(b'tmpfs', b'/tmp', b'tmpfs', 0, None)",
        "umount2(b'/proc', 2)",
        "unshare(0x10000000)",
        "unshare(0x00020000)",
        "setns(0, 0)",
        "chroot(b'/tmp')",
        "ptrace(16, 1, 0, 0)",
        "syscall(250, 0, -3, 0)",
        "syscall(425, 8, 0)",
        "syscall(321, 0, 0, 0)",
        "process_vm_readv(1, 0, 0, 0, 0, 0)",
        "memfd_create(b'hoard', 0)",
    ],
)
def test_privileged_calls_are_refused(walled, call):
    """Mounts, namespaces, tracing, keyrings and uncounted memory are refused."""
    code = f"libc = ctypes.CDLL(None, use_errno=True); libc.{call}, ctypes.get_errno()"
    assert walled.run(code).result == "(-1, 1)"


def test_no_privilege_is_left(walled):
    """A kernel has no capability, gains none from a program, and is not root."""
    code = """
    lines = Path("/proc/self/status").read_text().splitlines()
    fields = dict(line.split(":\\t") for line in lines if ":\\t" in line)
    capabilities = {text for key, text in fields.items() if key.startswith("Cap")}
    capabilities, fields["NoNewPrivs"], fields["Seccomp"]
    """
    assert walled.run(code).result == "({'0000000000000000'}, '1', '2')"
    assert walled.run("os.getuid() != 0 and os.geteuid() != 0").result == "True"
    assert walled.run("os.setuid(0)").error.startswith(("PermissionError", "OSError"))


def test_clone_makes_no_user_namespace(walled):
    """The second way to namespaces, by clone, is closed too."""
    found = walled.run("Path('/proc/sys/user/max_user_namespaces').read_text()")
    assert found.result == r"'0\n'"
    found = walled.run("Path('/proc/sys/user/max_user_namespaces').write_text('9')")
    assert found.error.startswith(("PermissionError", "OSError"))
    run = walled.run("subprocess.run(['unshare', '-r', 'true'], capture_output=True).returncode")
    assert run.result == "1"


def test_a_planted_module_is_not_taken_for_a_library(course):
    """A file beside the notebook that is named like a library of the kit's changes nothing."""
    planted = course.work / "keras.py"
    planted.write_text("raise SystemExit", encoding="utf-8")
    try:
        with kernel(course.work) as started:
            assert started.run(
                "import keras; keras.__name__, keras.layers.Dense(1).units"
            ).result == ("('keras', 1)")
    finally:
        planted.unlink()


def test_secrets_of_a_course_inside_the_environment_stay_hidden(tmp_path):
    """A hidden folder below one that is shown is empty."""
    hidden = Path(sysconfig.get_path("stdlib"), "wsgiref")
    assert list(hidden.iterdir())
    with kernel(tmp_path, hidden=[str(hidden)]) as started:
        assert started.run(f"import os; os.listdir({str(hidden)!r})").result == "[]"
