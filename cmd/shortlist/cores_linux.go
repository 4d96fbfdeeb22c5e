package main

import "golang.org/x/sys/unix"

// withoutCores keeps the process from leaving its memory, which holds resumes, in
// a file or with a collector of crashes, and others of the user from reading it.
func withoutCores() error {
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
		return err
	}
	return unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0)
}
