"""A real Slurm on this one machine, in a folder of its own.

munged, slurmctld and slurmd of Debian run as root with their own key, sockets, ports and state, beside whatever
Slurm or munge the machine has. When the rig ends, nothing of it is left running. Whoever kills it outright ends the
daemons, too, but not the job that is running just then.
"""

import ctypes
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

DAEMONS = ("munged", "slurmctld", "slurmd")
COMMANDS = ("sbatch", "squeue", "scancel", "scontrol", "srun", "sinfo")
DEBIAN_PACKAGES = "slurmctld slurmd slurm-client munge"

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36

FINISHED = {"COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL", "OUT_OF_MEMORY", "DEADLINE"}

CONFIGURATION = """\
ClusterName=polder
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller_port}
SlurmdPort={node_port}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CredType=cred/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
JobCompType=jobcomp/none
AccountingStorageType=accounting_storage/none
SwitchType=switch/none
MpiDefault=none
MailProg=/bin/true
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/builtin
SchedulerParameters=batch_sched_delay=0,sched_interval=2,sched_min_interval=0
SlurmdParameters=config_overrides
ReturnToService=2
KillWait=5
MessageTimeout=20
SlurmctldTimeout=300
SlurmdTimeout=300
MinJobAge=3600
NodeName=node NodeHostname={host} NodeAddr=127.0.0.1 CPUs={cpus} State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
"""


def why_not():
    """Why this machine cannot run the rig; None when it can."""
    if os.geteuid() != 0:
        return "slurmd and slurmctld have to run as root"
    missing = [name for name in (*DAEMONS, *COMMANDS) if find(name) is None]
    if missing:
        return f"not installed: {', '.join(missing)} (Debian: {DEBIAN_PACKAGES})"
    return None


def find(name):
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def prctl(option, value):
    ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def children():
    """Process numbers by that of their parent."""
    table = {}
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            # "12 (a name) S 1 ..."
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # gone in the meantime
        table.setdefault(parent, []).append(int(entry.name))
    return table


def descendants(of):
    table = children()
    found, todo = [], [of]
    while todo:
        below = table.get(todo.pop(), [])
        found += below
        todo += below
    return found


def shown(process, what):
    """What /proc shows of a process, as words; one empty word when it is gone."""
    try:
        return pathlib.Path(f"/proc/{process}/{what}").read_text(errors="replace").split("\0")
    except OSError:
        return [""]


class Slurm:
    """One node with this machine's cores. Used as `with Slurm() as slurm:`."""

    def __init__(self, cpus=None):
        self.cpus = cpus or max(2, len(os.sched_getaffinity(0)))
        self.folder = None
        self.daemons = []
        self.environment = {}

    def __enter__(self):
        # What slurmd leaves behind becomes a child of this process, so that it can be found and ended.
        prctl(PR_SET_CHILD_SUBREAPER, 1)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="polder-slurm-"))
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        self.folder.chmod(0o755)
        (self.folder / "state").mkdir()
        (self.folder / "spool").mkdir()
        key = self.folder / "munge.key"
        key.write_bytes(os.urandom(128))
        key.chmod(0o400)
        configuration = self.folder / "slurm.conf"
        configuration.write_text(CONFIGURATION.format(
            folder=self.folder, host=socket.gethostname().partition(".")[0], cpus=self.cpus,
            controller_port=free_port(), node_port=free_port()))
        (self.folder / "cgroup.conf").write_text("CgroupAutomount=no\n")
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("SLURM")}
        self.environment["SLURM_CONF"] = str(configuration)

        self.daemon("munged", "--foreground", f"--socket={self.folder}/munge.socket", f"--key-file={key}",
                    f"--pid-file={self.folder}/munged.pid", f"--log-file={self.folder}/munged.log",
                    f"--seed-file={self.folder}/munged.seed", "--num-threads=2")
        self.await_(lambda: (self.folder / "munge.socket").exists(), "munged")
        self.daemon("slurmctld", "-D", "-c")
        self.await_(lambda: self.slurm("scontrol", "ping", check=False).stdout.find("UP") >= 0, "slurmctld")
        self.daemon("slurmd", "-D")
        self.await_(lambda: self.slurm("sinfo", "-h", "-o", "%t", check=False).stdout.strip() == "idle", "slurmd")

    def daemon(self, name, *arguments):
        def die_with_parent():
            prctl(PR_SET_PDEATHSIG, signal.SIGKILL)

        with open(self.folder / f"{name}.out", "wb") as log:
            # pylint: disable=consider-using-with,subprocess-popen-preexec-fn
            self.daemons.append(subprocess.Popen(
                [find(name), *arguments], env=self.environment, stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=die_with_parent))

    def await_(self, condition, name):
        deadline = time.monotonic() + 60
        while not condition():
            if self.daemons[-1].poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{name} does not come up:\n{self.logs()}")
            time.sleep(0.1)

    def logs(self):
        return "\n".join(f"== {path.name}\n{path.read_text(errors='replace')[-4000:]}"
                         for path in sorted([*self.folder.glob("*.out"), *self.folder.glob("*.log")]))

    def stop(self):
        # A second signal must not stop the stopping.
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        ours = descendants(os.getpid())
        for daemon in reversed(self.daemons):
            daemon.kill()
        # Jobs may still be starting others.
        while ours:
            for process in ours:
                try:
                    os.kill(process, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            while True:
                try:
                    if os.waitpid(-1, os.WNOHANG)[0] == 0:
                        break
                except ChildProcessError:
                    break
            time.sleep(0.05)
            ours = descendants(os.getpid())
        shutil.rmtree(self.folder, ignore_errors=True)

    def slurm(self, command, *arguments, check=True, **options):
        """Runs one of Slurm's commands."""
        done = subprocess.run([find(command), *map(str, arguments)], env=self.environment, capture_output=True,
                              encoding="utf-8", timeout=120, check=False, **options)
        if check and done.returncode != 0:
            raise RuntimeError(f"{command} {arguments}: {done.stderr}\n{self.logs()}")
        return done

    def states(self, job):
        """The states of a job, or of every task of an array, by what Slurm calls it: {"12_1": "RUNNING"}."""
        table = {}
        for line in self.slurm("scontrol", "show", "job", job, "--oneliner").stdout.splitlines():
            fields = dict(word.partition("=")[::2] for word in line.split())
            name = fields["JobId"]
            if "ArrayJobId" in fields:
                name = f"{fields['ArrayJobId']}_{fields['ArrayTaskId']}"
            table[name] = fields["JobState"]
        return table

    def wait(self, job, timeout=120):
        """Until every task of a job has ended; returns the states in which they are."""
        deadline = time.monotonic() + timeout
        while True:
            states = self.states(job)
            if set(states.values()) <= FINISHED:
                return states
            if time.monotonic() > deadline:
                jobs = self.slurm("scontrol", "show", "job").stdout
                raise RuntimeError(f"job {job} does not end: {states}\n{jobs}\n{self.logs()}")
            time.sleep(0.2)

    def processes(self, task):
        """Process numbers of polder in one task of an array (a number), the youngest last."""
        found = []
        for process in descendants(os.getpid()):
            command, environment = shown(process, "cmdline"), shown(process, "environ")
            if command[0].endswith("/polder") and f"SLURM_ARRAY_TASK_ID={task}" in environment:
                found.append(process)
        return sorted(found)

    def start_again_now(self, task):
        """Slurm lets a requeued task ("12_1") wait for two minutes; this ends the wait."""
        deadline = time.monotonic() + 60
        while self.fields(task)["JobState"] != "PENDING":
            if time.monotonic() > deadline:
                raise RuntimeError(f"task {task} does not queue up again: {self.fields(task)}\n{self.logs()}")
            time.sleep(0.1)
        # slurmd counts in whole seconds, and launches nothing that it was told to kill in the same one.
        time.sleep(2)
        self.slurm("scontrol", "update", f"JobId={task}", "StartTime=now")

    def fields(self, task):
        """What Slurm knows about one job or task."""
        line = self.slurm("scontrol", "show", "job", task, "--oneliner").stdout
        return dict(word.partition("=")[::2] for word in line.split())
