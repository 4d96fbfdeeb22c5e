package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"shortlist/parser"
	"shortlist/scorer"
)

const (
	schemaReport    = "shortlist.report/1"
	maxPosting      = 20_000 // characters; as the form and the API have it (package web)
	maxPostingBytes = utf8.UTFMax * maxPosting
)

type checkCommand struct {
	Files    []string `arg:"" name:"file" help:"PDF or Word documents, folders of them (searched through, hidden files left out), or - for standard input."`
	Role     string   `default:"backend" help:"Role to check for (default: ${default})."`
	Job      string   `placeholder:"JD.txt" help:"Plain text file with a job posting to hold the resume against."`
	Format   string   `enum:"text,json" default:"text" help:"Output: text, or json with one object a line (${enum})."`
	MinScore int      `name:"min-score" placeholder:"N" help:"Exit with 1 if a score is under N (0 to 100)."`
}

// Run prints the report of each document.
func (c *checkCommand) Run(t *terminal) error {
	if c.MinScore < 0 || c.MinScore > 100 {
		return fmt.Errorf("--min-score %d is out of range; a score is between 0 and 100", c.MinScore)
	}
	work, err := newJudge(c.Role, c.Job)
	if err != nil {
		return err
	}
	under := false
	err = batch[*scorer.Report]{
		printer: newPrinter[*scorer.Report](c.Format, schemaReport, t.out),
		work:    work,
		done: func(path string, r *scorer.Report) {
			if r.Score < c.MinScore {
				under = true
				t.say(path, fmt.Sprintf("scores %d, under the %d asked for; the report says what would win points back", r.Score, c.MinScore))
			}
		},
	}.run(t, c.Files)
	if err == nil && under {
		return errUnder
	}
	return err
}

// newJudge returns what makes a report of a document, for a role and, if there
// is one, the file with a job posting.
func newJudge(role, jobFile string) (func(doc *parser.Document, readMS float64) (*scorer.Report, error), error) {
	s, err := scorer.New()
	if err != nil {
		return nil, err
	}
	if err := checkRole(role, s.Roles()); err != nil {
		return nil, err
	}
	job, err := posting(jobFile)
	if err != nil {
		return nil, err
	}
	return func(doc *parser.Document, readMS float64) (*scorer.Report, error) {
		r, err := s.Check(doc, scorer.Options{Role: role, Job: job})
		if err != nil {
			return nil, err
		}
		r.ReadMS = readMS
		return r, nil
	}, nil
}

func checkRole(role string, roles []string) error {
	if slices.Contains(roles, role) {
		return nil
	}
	return fmt.Errorf("there is no role %q; use one of: %s", role, strings.Join(roles, ", "))
}

// posting returns the text of the file with the job posting, "" without a file.
func posting(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("--job %s: %s", path, explain(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxPostingBytes+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("--job %s: %s", path, explain(err))
	case utf8.RuneCount(data) > maxPosting:
		return "", fmt.Errorf("--job %s: a posting has 20,000 characters at most; keep the text of the one job", path)
	case !utf8.Valid(data) || strings.HasPrefix(string(data), "%PDF-"):
		return "", fmt.Errorf("--job %s: this is not plain text; copy the posting into a text file (UTF-8)", path)
	case strings.TrimSpace(string(data)) == "":
		return "", fmt.Errorf("--job %s: the file is empty; copy the posting into it", path)
	}
	return string(data), nil
}
