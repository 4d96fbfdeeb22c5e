package sandbox

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strconv"

	"github.com/elastic/go-seccomp-bpf"
	"github.com/elastic/go-seccomp-bpf/arch"
	"github.com/landlock-lsm/go-landlock/landlock"
	"golang.org/x/sys/unix"
)

// needed are the system calls of a Go program that has its files open already:
// memory, threads, clocks, signals, and reading and writing. All others fail.
var needed = []string{
	"brk", "madvise", "membarrier", "mincore", "mmap", "mprotect", "mremap", "munmap",
	"exit", "exit_group", "futex", "getpid", "gettid", "restart_syscall", "rseq", "sched_getaffinity", "sched_yield", "set_robust_list", "tgkill",
	"clock_gettime", "clock_getres", "clock_nanosleep", "gettimeofday", "nanosleep", "getitimer", "setitimer", "timer_create", "timer_delete", "timer_settime",
	"rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack",
	"close", "fcntl", "fstat", "lseek", "pread64", "read", "readv", "write", "writev",
	"epoll_create1", "epoll_ctl", "epoll_pwait", "epoll_wait", "eventfd2", "poll", "ppoll",
	"getrandom", "getrlimit", "getrusage", "prctl", "prlimit64", "uname",
}

// threads is the flag of clone without which a new process begins.
const threads = unix.CLONE_THREAD

// lockDown takes from the process what a reader of documents does not need: files,
// network, other programs, new privileges, core dumps. Its error says what the
// system did not let it give up.
func lockDown() error {
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
		return fmt.Errorf("core dumps: %w", err)
	}
	if err := unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0); err != nil {
		return fmt.Errorf("core dumps: %w", err)
	}
	// As far as this kernel has it: the system calls are denied besides.
	if err := landlock.V11.BestEffort().Restrict(); err != nil {
		return fmt.Errorf("landlock: %w", err)
	}
	system, err := arch.GetInfo("")
	if err != nil {
		return fmt.Errorf("seccomp: %w", err)
	}
	allowed := seccomp.SyscallGroup{Action: seccomp.ActionAllow}
	for _, name := range needed {
		if _, ok := system.SyscallNames[name]; ok {
			allowed.Names = append(allowed.Names, name)
		}
	}
	allowed.NamesWithCondtions = []seccomp.NameWithConditions{{
		Name: "clone", Conditions: []seccomp.Condition{{Argument: 0, Operation: seccomp.BitsSet, Value: threads}},
	}}
	// The C library makes threads by clone where there is no clone3, whose flags
	// a filter cannot see.
	absent := seccomp.SyscallGroup{Names: []string{"clone3"}, Action: seccomp.ActionErrno | seccomp.Action(unix.ENOSYS)}
	err = seccomp.LoadFilter(seccomp.Filter{
		NoNewPrivs: true,
		Flag:       seccomp.FilterFlagTSync,
		Policy: seccomp.Policy{
			DefaultAction: seccomp.ActionErrno,
			Syscalls:      []seccomp.SyscallGroup{allowed, absent},
		},
	})
	if err != nil {
		return fmt.Errorf("seccomp: %w", err)
	}
	if f, err := os.Open("/"); err == nil {
		f.Close()
		return errors.New("files can still be opened")
	}
	return nil
}

// residentBytes returns how much memory a process has, 0 if that is not known.
func residentBytes(pid int) int64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0
	}
	fields := bytes.Fields(data)
	if len(fields) < 2 {
		return 0
	}
	pages, err := strconv.ParseInt(string(fields[1]), 10, 64)
	if err != nil {
		return 0
	}
	return pages * int64(os.Getpagesize())
}
