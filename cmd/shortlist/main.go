// Shortlist tells a person what a machine reads of a resume, what it is worth
// as evidence for a role, and which interview questions follow from it.
//
//	shortlist serve [--addr :8080]                  the web service
//	shortlist check FILE… [--role R] [--job FILE]   the report, with a score; of a folder, what is common
//	shortlist parse FILE…                           what a machine reads, no judgment
//	shortlist diff OLD NEW                          what changed between two versions
//	shortlist prep [QUESTION] [--answer FILE]       the interview questions; an answer held against one
//	shortlist jobs import SOURCE… --data DIR        open jobs of boards, for serve; jobs list shows them
//	shortlist worker                                internal: reads documents for serve
//	shortlist version                               versions of the program and its engines
//
// FILE is a PDF, a Word document, a folder of them, or - for standard input.
// Standard output carries nothing but the result; messages go to standard error.
// The exit codes are those of the constants below.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"
)

// Exit codes.
const (
	exitDone    = 0
	exitUnder   = 1   // done, and a score is under --min-score, or fell from one version to the next
	exitUsage   = 2   // wrong use, or the command could not start
	exitUnread  = 3   // a document could not be read; the others were
	exitStopped = 130 // stopped by a signal; what was printed is whole
)

// What a command returns once it has told the person all there is to tell.
var (
	errUnder   = errors.New("a score is too low")
	errUnread  = errors.New("a document could not be read")
	errStopped = errors.New("stopped")
)

// terminal is where a command reads and writes.
type terminal struct {
	in       io.Reader
	out, err io.Writer
}

// compiling tells what takes some seconds at the first PDF of a user.
func (t *terminal) compiling() {
	t.say("", "preparing the PDF reader; this takes some seconds, and happens once where the cache folder can be written")
}

// say writes a message to standard error; subject is a file's name or "".
func (t *terminal) say(subject, message string) {
	if subject != "" {
		message = subject + ": " + message
	}
	fmt.Fprintln(t.err, "shortlist: "+message)
}

type commands struct {
	Serve   serveCommand   `cmd:"" help:"Start the web service."`
	Check   checkCommand   `cmd:"" help:"Report on resumes: score, evidence, what to mend, what will be asked."`
	Parse   parseCommand   `cmd:"" help:"Show what a machine reads of resumes, without judgment."`
	Diff    diffCommand    `cmd:"" help:"Show what changed between two versions of a resume."`
	Prep    prepCommand    `cmd:"" help:"Show the interview questions of a role, or one of them."`
	Jobs    jobsCommand    `cmd:"" help:"Take in open jobs of boards for the web service, or list them."`
	Worker  workerCommand  `cmd:"" hidden:"" help:"Read documents for the web service (internal)."`
	Version versionCommand `cmd:"" help:"Show the versions of the program and its engines."`
}

func main() {
	os.Exit(run(os.Args[1:], &terminal{in: os.Stdin, out: os.Stdout, err: os.Stderr}))
}

// run carries out the command line and returns the exit code.
func run(args []string, t *terminal) int {
	// Kong prints help while parsing and asks to exit; helped remembers that.
	helped := false
	parser, err := kong.New(&commands{},
		kong.Name("shortlist"),
		kong.Description("Check what a machine reads of a resume and which interview questions follow from it."),
		kong.Writers(t.out, t.err),
		kong.Configuration(loadSettings),
		kong.Exit(func(int) { helped = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		panic(err) // the struct tags above are wrong
	}
	command, err := parser.Parse(args)
	if helped {
		return exitDone
	}
	if err != nil {
		t.say("", err.Error())
		t.say("", `run "shortlist --help", or "shortlist COMMAND --help", to see how it is used`)
		return exitUsage
	}
	switch err := command.Run(t); {
	case err == nil:
		return exitDone
	case errors.Is(err, errUnder):
		return exitUnder
	case errors.Is(err, errUnread):
		return exitUnread
	case errors.Is(err, errStopped):
		t.say("", err.Error())
		return exitStopped
	default:
		t.say("", err.Error())
		return exitUsage
	}
}
