package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"shortlist/parser"
	"shortlist/prep"
	"shortlist/scorer"
	"shortlist/web"
)

const schemaReport = "shortlist.report/1"

type checkCommand struct {
	Files    []string `arg:"" name:"file" help:"PDF or Word documents, folders of them (searched through, hidden files left out), or - for standard input."`
	Role     string   `default:"backend" help:"Role to check for: backend, data, devops, full-stack or software (default: ${default})."`
	Job      string   `placeholder:"FILE" help:"File with a job posting to hold the resume against: text, web page, PDF or Word."`
	Format   string   `enum:"text,json,markdown,html,sarif,junit" default:"text" help:"Output: text; json with one object a line; markdown; html, one page in one file; sarif and junit for build servers (${enum})."`
	MinScore int      `name:"min-score" placeholder:"N" help:"Exit with 1 if a score is under N (0 to 100)."`
}

// Run prints the report of each document.
func (c *checkCommand) Run(t *terminal) error {
	if c.MinScore < 0 || c.MinScore > 100 {
		return fmt.Errorf("--min-score %d is out of range; a score is between 0 and 100", c.MinScore)
	}
	s, err := scorer.New()
	if err != nil {
		return err
	}
	work, err := newJudge(t, s, c.Role, c.Job)
	if err != nil {
		return err
	}
	p, err := c.printer(s, t.out)
	if err != nil {
		return err
	}
	under := false
	err = batch[*scorer.Report]{
		printer: p,
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

// printer returns the printer of the format asked for.
func (c *checkCommand) printer(s *scorer.Scorer, w io.Writer) (printer[*scorer.Report], error) {
	switch c.Format {
	case "sarif":
		return newSARIFPrinter(w, s.Criteria(c.Role)), nil
	case "junit":
		return &junitPrinter{w: w, least: c.MinScore}, nil
	case "markdown":
		return pagePrinter{write: func(r *scorer.Report) error { return r.WriteMarkdown(w) }}, nil
	case "html":
		library, err := prep.Load(s.Rules())
		if err != nil {
			return nil, err
		}
		return pagePrinter{single: true, write: func(r *scorer.Report) error {
			return web.WriteReport(w, r, library.Links(r), currentBuild().name())
		}, close: library.Close}, nil
	}
	return newPrinter[*scorer.Report](c.Format, schemaReport, w), nil
}

// pagePrinter prints each report as a page, one after the other, or refuses
// where a page must stand alone.
type pagePrinter struct {
	single bool
	write  func(*scorer.Report) error
	close  func() error // may be nil
}

var errSeveralPages = errors.New("--format html gives one page; name one document")

func (p pagePrinter) print(got reading[*scorer.Report], several bool) error {
	switch {
	case several && p.single:
		return errSeveralPages
	case got.err != nil:
		return nil
	}
	return p.write(got.result)
}

func (p pagePrinter) end() error {
	if p.close == nil {
		return nil
	}
	return p.close()
}

// newJudge returns what makes a report of a document, for a role and, if there
// is one, the file with a job posting.
func newJudge(t *terminal, s *scorer.Scorer, role, jobFile string) (func(doc *parser.Document, readMS float64) (*scorer.Report, error), error) {
	if err := checkRole(role, s.Roles()); err != nil {
		return nil, err
	}
	job, err := posting(t, jobFile)
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
func posting(t *terminal, path string) (string, error) {
	if path == "" {
		return "", nil
	}
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("--job %s: %s", path, explain(err))
	}
	defer f.Close()
	limits := parser.DefaultLimits()
	data, err := io.ReadAll(io.LimitReader(f, int64(limits.Bytes)+1))
	if err != nil {
		return "", fmt.Errorf("--job %s: %s", path, explain(err))
	}
	text, err := scorer.ReadPosting(data, func(data []byte) (*parser.Document, error) {
		return parser.Parse(context.Background(), "", data, parser.Options{Limits: limits, Compiling: t.compiling})
	})
	if err != nil {
		return "", fmt.Errorf("--job %s: %s", path, explainPosting(err))
	}
	return text, nil
}
