package main

import (
	"fmt"

	"shortlist/prep"
	"shortlist/scorer"
)

type prepCommand struct {
	Question string `arg:"" optional:"" help:"Id of a question, such as rate-limiter; without one, all of the role are shown."`
	Role     string `default:"backend" help:"Role to prepare for: backend, data, devops, full-stack or software (default: ${default})."`
	Format   string `enum:"text,json" default:"text" help:"Output (${enum})."`
}

// Run prints the questions of a role, or one of them.
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
		if c.Format == "text" {
			return page.WriteText(t.out)
		}
		return printJSON(t, func() ([]byte, error) { return library.MarshalRole(c.Role) })
	}
	question, ok := library.Question(c.Question)
	if !ok {
		return fmt.Errorf(`there is no question %q; "shortlist prep" lists them all`, c.Question)
	}
	if c.Format == "text" {
		return question.WriteText(t.out)
	}
	return printJSON(t, func() ([]byte, error) { return library.MarshalQuestion(c.Question) })
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
