package web

import (
	"fmt"

	"shortlist/scorer"
)

// changes are what the page of a report says of the version before.
type changes struct {
	Summary  string
	Old, New int    // scores
	Match    string // how the match with a posting changed; "" without one
	Rows     []changeRow
	Lists    []changeList // those that are not empty
	Passages []passages   // those that are not empty
}

// changeRow is a category in whole points, which add up to the scores.
type changeRow struct {
	ID, Label string
	Old, New  int
}

// Win is what the change won, with its sign.
func (r changeRow) Win() string { return signed(float64(r.New - r.Old)) }

type changeList struct {
	Title string
	Items []changeItem
}

type changeItem struct {
	Anchor string // where on the page it is explained
	Label  string
	From   *tag // nil where it is the same
	Tag    tag
	Win    string
}

// passages are lines that only one version has.
type passages struct {
	Title  string
	Quotes []string
}

func newChanges(c *scorer.Comparison) *changes {
	out := &changes{Summary: c.Summary(), Old: c.Old.Score, New: c.New.Score}
	if c.Old.Job != nil && c.New.Job != nil {
		out.Match = fmt.Sprintf("Of what the posting asks for, %d of 100 were met and %d are.", c.Old.Job.Match, c.New.Job.Match)
	}
	for i, was := range c.Old.Categories {
		is := c.New.Categories[i]
		out.Rows = append(out.Rows, changeRow{is.ID, is.Label, was.Whole, is.Whole})
	}
	for _, list := range []struct {
		title  string
		change scorer.Change
	}{{"Mended", scorer.Went}, {"New to mend", scorer.Came}, {"Still to mend", scorer.Stayed}} {
		var items []changeItem
		for _, f := range c.Changed(list.change) {
			items = append(items, changeItem{"check-" + f.New.ID, f.New.Title, nil, statusTag(f.New.Status), signed(f.Win())})
		}
		out.list(list.title, items)
	}
	var items []changeItem
	for _, s := range c.Signals {
		item := changeItem{"signal-" + s.New.ID, s.New.Label, nil, levelTag(s.New.Level), signed(s.Win())}
		if s.Old.Level != s.New.Level {
			from := levelTag(s.Old.Level)
			item.From = &from
		}
		items = append(items, item)
	}
	out.list("Evidence", items)
	out.passages("only the old version has", c.Lost)
	out.passages("only the new version has", c.Added)
	return out
}

func (c *changes) list(title string, items []changeItem) {
	if len(items) > 0 {
		c.Lists = append(c.Lists, changeList{title, items})
	}
}

func (c *changes) passages(whose string, list []scorer.Passage) {
	if len(list) == 0 {
		return
	}
	p := passages{Title: plural(len(list), "line") + " that " + whose}
	for _, l := range list {
		p.Quotes = append(p.Quotes, l.Text)
	}
	c.Passages = append(c.Passages, p)
}
