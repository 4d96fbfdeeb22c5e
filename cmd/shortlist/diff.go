package main

import (
	"fmt"
	"sync"

	"shortlist/parser"
	"shortlist/scorer"
)

const schemaDiff = "shortlist.diff/1"

type diffCommand struct {
	Old    string `arg:"" help:"The version before: a PDF or Word document, or - for standard input."`
	New    string `arg:"" help:"The version after."`
	Role   string `default:"backend" help:"Role to check for: backend, data, devops, full-stack or software (default: ${default})."`
	Job    string `placeholder:"FILE" help:"File with a job posting to hold both against: text, web page, PDF or Word."`
	Format string `enum:"text,json" default:"text" help:"Output (${enum})."`
}

// Run prints what changed between two versions of a resume. It returns errUnder
// if the score fell.
func (c *diffCommand) Run(t *terminal) error {
	if c.Old == stdin && c.New == stdin {
		return errTwiceStdin
	}
	s, err := scorer.New()
	if err != nil {
		return err
	}
	work, _, err := newJudge(t, s, c.Role, c.Job)
	if err != nil {
		return err
	}
	var versions [2]reading[*scorer.Report]
	var wait sync.WaitGroup
	for i, path := range []string{c.Old, c.New} {
		wait.Go(func() { versions[i] = batch[*scorer.Report]{work: work}.read(t, parser.Parse, input{path: path}) })
	}
	wait.Wait()
	p := newPrinter[*scorer.Comparison](c.Format, schemaDiff, t.out)
	unread := false
	for _, v := range versions {
		if v.err == nil {
			continue
		}
		unread = true
		t.say(v.path, explain(v.err))
		if err := p.print(reading[*scorer.Comparison]{input: v.input, size: v.size, kind: v.kind, err: v.err}, false); err != nil {
			return err
		}
	}
	if unread {
		return errUnread
	}
	changed := scorer.Compare(versions[0].result, versions[1].result)
	if err := p.print(reading[*scorer.Comparison]{result: changed}, false); err != nil {
		return err
	}
	if fell := -changed.Change(); fell > 0 {
		t.say(c.New, fmt.Sprintf("scores %d less than %s; the findings that came say why", fell, c.Old))
		return errUnder
	}
	return nil
}
