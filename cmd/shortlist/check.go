package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

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
	Format   string   `enum:"text,json,jsonl,csv,markdown,html,sarif,junit" default:"text" help:"Output: text; json and jsonl with one object a line; csv with one line a document; markdown; html, one page in one file: the report, or what several have in common; sarif and junit for build servers (${enum})."`
	Output   string   `short:"o" placeholder:"FILE" help:"File to write to. A run that is stopped goes on where it was when the same command is given again."`
	Jobs     int      `placeholder:"N" help:"Documents read at a time; by default one for each core."`
	MinScore int      `name:"min-score" placeholder:"N" help:"Exit with 1 if a score is under N (0 to 100)."`
}

// Run prints the report of each document.
func (c *checkCommand) Run(t *terminal) (err error) {
	switch {
	case c.MinScore < 0 || c.MinScore > 100:
		return fmt.Errorf("--min-score %d is out of range; a score is between 0 and 100", c.MinScore)
	case c.Jobs < 0 || c.Jobs > maxJobs:
		return fmt.Errorf("--jobs %d is out of range; between 1 and %d documents are read at a time", c.Jobs, maxJobs)
	}
	s, err := scorer.New()
	if err != nil {
		return err
	}
	work, job, err := newJudge(t, s, c.Role, c.Job)
	if err != nil {
		return err
	}
	inputs, err := expand(c.Files)
	if err != nil {
		return err
	}
	ctx := context.Background()
	if len(inputs) > 1 {
		var stop func()
		ctx, stop = signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
		defer stop()
		context.AfterFunc(ctx, stop) // a second signal ends the process at once
	}

	m, out := &manifest{}, t.out
	if c.Output != "" {
		if m, err = openOutput(c.Output, fmt.Sprintf("%s %q %q %q", currentBuild().name(), c.Role, c.Format, job), c.resumes(), inputs); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, m.close(!errors.Is(err, errStopped))) }()
		out = m.file
		if m.Documents > 0 {
			t.say("", fmt.Sprintf("%s holds the first %d of %d documents; going on behind them", c.Output, m.Documents, len(inputs)))
		}
	}
	p, err := c.printer(s, out, m, len(inputs) > 1)
	if err != nil {
		return err
	}
	err = batch[*scorer.Report]{
		printer: p,
		jobs:    c.Jobs,
		work:    work,
		done: func(got reading[*scorer.Report]) error {
			if got.err != nil {
				m.Summary.AddUnread(code(got.err))
			} else {
				m.Summary.Add(got.result)
				if got.result.Score < c.MinScore {
					m.Under = true
					t.say(got.path, fmt.Sprintf("scores %d, under the %d asked for; the report says what would win points back", got.result.Score, c.MinScore))
				}
			}
			return m.done(got.input)
		},
	}.run(ctx, t, inputs, m.Documents)
	switch {
	case err != nil && !errors.Is(err, errUnread):
		return err
	case c.Format == "jsonl" || c.Format == "csv":
		if err := m.Summary.WriteText(t.err, s.Criteria(c.Role)); err != nil {
			return err
		}
	}
	switch {
	case m.Summary.Failed() > 0:
		return errUnread
	case m.Under:
		return errUnder
	}
	return nil
}

const maxJobs = 256

// resumes reports whether a run of the format can go on where it was stopped.
// The formats for build servers are one object of all documents.
func (c *checkCommand) resumes() bool { return c.Format != "sarif" && c.Format != "junit" }

// printer returns the printer of the format asked for. What is printed of several
// documents goes on behind those of the manifest.
func (c *checkCommand) printer(s *scorer.Scorer, w io.Writer, m *manifest, several bool) (printer[*scorer.Report], error) {
	switch c.Format {
	case "sarif":
		return newSARIFPrinter(w, s.Criteria(c.Role)), nil
	case "junit":
		return &junitPrinter{w: w, least: c.MinScore}, nil
	case "markdown":
		return pagePrinter{write: func(r *scorer.Report) error { return r.WriteMarkdown(w) }}, nil
	case "csv":
		table, err := scorer.NewTable(w, m.Documents == 0)
		return tablePrinter{table}, err
	case "html":
		if several {
			role, _ := s.Role(c.Role)
			return pagePrinter{close: func() error {
				return web.WriteSummary(w, &m.Summary, role, s.Criteria(c.Role), currentBuild().name())
			}}, nil
		}
		library, err := prep.Load(s.Rules())
		if err != nil {
			return nil, err
		}
		return pagePrinter{write: func(r *scorer.Report) error {
			return web.WriteReport(w, r, library.Links(r), currentBuild().name())
		}, close: library.Close}, nil
	case "jsonl":
		return jsonPrinter[*scorer.Report]{w, schemaReport}, nil
	}
	return newPrinter[*scorer.Report](c.Format, schemaReport, w), nil
}

// tablePrinter prints a line for each document.
type tablePrinter struct{ table *scorer.Table }

func (p tablePrinter) print(got reading[*scorer.Report], _ bool) error {
	if got.err != nil {
		return p.table.AddUnread(got.path, got.file(), code(got.err), explain(got.err))
	}
	return p.table.Add(got.path, got.result)
}

func (tablePrinter) end() error { return nil }

// pagePrinter prints each report as a page, one after the other, or a page of all
// at the end.
type pagePrinter struct {
	write func(*scorer.Report) error // may be nil
	close func() error               // may be nil
}

func (p pagePrinter) print(got reading[*scorer.Report], _ bool) error {
	if got.err != nil || p.write == nil {
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
// is one, the file with a job posting; and the text of that.
func newJudge(t *terminal, s *scorer.Scorer, role, jobFile string) (judge func(doc *parser.Document, readMS float64) (*scorer.Report, error), job string, err error) {
	if err := checkRole(role, s.Roles()); err != nil {
		return nil, "", err
	}
	if job, err = posting(t, jobFile); err != nil {
		return nil, "", err
	}
	return func(doc *parser.Document, readMS float64) (*scorer.Report, error) {
		r, err := s.Check(doc, scorer.Options{Role: role, Job: job})
		if err != nil {
			return nil, err
		}
		r.ReadMS = readMS
		return r, nil
	}, job, nil
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
