package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"shortlist/prep"
	"shortlist/scorer"
)

type prepCommand struct {
	Question string `arg:"" optional:"" help:"Id of a question, such as rate-limiter; without one, all of the role are shown."`
	Role     string `default:"backend" help:"Role to prepare for: backend, data, devops, full-stack or software (default: ${default})."`
	Answer   string `placeholder:"FILE" help:"Plain text file with your answer to the question, to hold against its points; - for standard input."`
	Format   string `enum:"text,json" default:"text" help:"Output (${enum})."`
}

// Run prints the questions of a role, or one of them, or what an answer to it
// covers.
func (c *prepCommand) Run(t *terminal) error {
	s, err := scorer.New()
	if err != nil {
		return err
	}
	library, err := prep.Load(s.Rules())
	if err != nil {
		return err
	}
	defer library.Close()
	page, ok := library.Role(c.Role)
	if !ok {
		return checkRole(c.Role, roleIDs(library))
	}
	if c.Question == "" {
		if c.Answer != "" {
			return errors.New("--answer: which question does it answer? shortlist prep QUESTION --answer FILE")
		}
		if c.Format == "text" {
			return page.WriteText(t.out)
		}
		return printJSON(t, func() ([]byte, error) { return library.MarshalRole(c.Role) })
	}
	question, ok := library.Question(c.Question)
	if !ok {
		return fmt.Errorf(`there is no question %q; "shortlist prep" lists them all`, c.Question)
	}
	if c.Answer != "" {
		return c.check(t, library)
	}
	if c.Format == "text" {
		return question.WriteText(t.out)
	}
	return printJSON(t, func() ([]byte, error) { return library.MarshalQuestion(c.Question) })
}

// check prints what the answer covers.
func (c *prepCommand) check(t *terminal, library *prep.Library) error {
	text, err := c.answer(t)
	if err != nil {
		return fmt.Errorf("--answer %s: %w", c.Answer, err)
	}
	answer, err := library.Answer(c.Question, text)
	if err != nil {
		return fmt.Errorf("--answer %s: %w", c.Answer, err)
	}
	if c.Format == "text" {
		return answer.WriteText(t.out)
	}
	return printJSON(t, answer.MarshalJSON)
}

// answer returns the text of the file with the answer.
func (c *prepCommand) answer(t *terminal) (string, error) {
	in := t.in
	if c.Answer != stdin {
		f, err := os.Open(c.Answer)
		if err != nil {
			return "", errors.New(explain(err))
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, utf8.UTFMax*prep.MaxAnswer+1))
	switch {
	case err != nil:
		return "", errors.New(explain(err))
	case !utf8.Valid(data):
		return "", errors.New("this is not plain text; write the answer into a text file (UTF-8)")
	case utf8.RuneCount(data) > prep.MaxAnswer:
		return "", errors.New("an answer has 10,000 characters at most; keep what you would say in some minutes")
	}
	return string(data), nil
}

func printJSON(t *terminal, marshal func() ([]byte, error)) error {
	value, err := marshal()
	if err != nil {
		return err
	}
	return writeLine(t.out, value)
}

func roleIDs(library *prep.Library) []string {
	var ids []string
	for _, page := range library.Roles() {
		ids = append(ids, page.ID)
	}
	return ids
}
