package main

import (
	"os"

	"shortlist/parser/sandbox"
)

type workerCommand struct{}

// Run reads documents for a server, which talks to it over standard input and
// output. Whatever else is printed must not come between.
func (*workerCommand) Run() error {
	out := os.Stdout
	os.Stdout = os.Stderr
	return sandbox.Serve(os.Stdin, out)
}
