package main

import (
	"os"
	"os/signal"
	"syscall"

	"shortlist/parser/sandbox"
)

type workerCommand struct{}

// Run reads documents for a server, which talks to it over standard input and
// output. Whatever else is printed must not come between.
func (*workerCommand) Run() error {
	// Control-C reaches the whole group; the server says when a worker ends.
	signal.Ignore(syscall.SIGINT, syscall.SIGTERM)
	out := os.Stdout
	os.Stdout = os.Stderr
	return sandbox.Serve(os.Stdin, out)
}
