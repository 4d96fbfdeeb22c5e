package parser

import (
	"slices"
	"strings"
)

// Rewrite returns a copy of the document in which a statement, by its index,
// says something else. The text stands on the statement's first line, whose
// bullet it keeps; its other lines are empty. Nothing else is read anew.
func (d *Document) Rewrite(statement int, text string) *Document {
	text = strings.Join(strings.Fields(text), " ")
	c := *d
	c.Statements, c.Lines = slices.Clone(d.Statements), slices.Clone(d.Lines)
	s := &c.Statements[statement]
	was := s.Text
	s.Text = text
	for i, id := range s.Lines {
		l := &c.Lines[id]
		l.Words = nil
		if i == 0 {
			l.Text = l.Text[:bulletLen(l.Text)] + text
		} else {
			l.Text = ""
		}
	}
	switch {
	case s.Job >= 0:
		c.Jobs = slices.Clone(d.Jobs)
		c.Jobs[s.Job].Bullets = replaced(c.Jobs[s.Job].Bullets, was, text)
	case s.Project >= 0:
		c.Projects = slices.Clone(d.Projects)
		c.Projects[s.Project].Bullets = replaced(c.Projects[s.Project].Bullets, was, text)
	}
	return &c
}

// replaced returns a list in which an item is another one.
func replaced(list []string, was, is string) []string {
	i := slices.Index(list, was)
	if i < 0 {
		return list
	}
	list = slices.Clone(list)
	list[i] = is
	return list
}
