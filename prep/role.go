package prep

import (
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// RolePage is the page of one role: an introduction to its interviews and its
// questions in groups, some of which are at home with another role.
type RolePage struct {
	ID        string
	Title     string // with the current year
	Intro     template.HTML
	IntroText string
	Groups    []Group
	Similar   []string // ids of the roles whose pages are worth a look as well
	Minutes   int      // to read the page, at 230 words a minute, rounded up
}

// Group is the questions of one kind, in the order of the page.
type Group struct {
	ID, Title string
	Intro     string // one or two sentences
	Questions []Question
}

const (
	yearMark       = "{{year}}" // stands for the year in a title
	wordsPerMinute = 230
)

// roleFile is the front matter of a role.
type roleFile struct {
	ID      string   `yaml:"id"`
	Title   string   `yaml:"title"`
	Similar []string `yaml:"similar"`
	Groups  []struct {
		ID        string   `yaml:"id"`
		Title     string   `yaml:"title"`
		Intro     string   `yaml:"intro"`
		Questions []string `yaml:"questions"`
	} `yaml:"groups"`
}

// readRole reads the page of a role, for which the questions are there already.
func (l *Library) readRole(files fs.FS, name string) (RolePage, error) {
	source, err := fs.ReadFile(files, name)
	if err != nil {
		return RolePage{}, err
	}
	var f roleFile
	sections, err := parseMarkdown(source, &f)
	if err != nil {
		return RolePage{}, fmt.Errorf("prep/%s: %w", name, err)
	}
	switch {
	case f.ID != strings.TrimSuffix(path.Base(name), ".md"):
		return RolePage{}, fmt.Errorf("prep/%s: the id is %q; it has to be the file's name", name, f.ID)
	case f.Title == "" || len(f.Groups) == 0:
		return RolePage{}, fmt.Errorf("prep/%s: a role needs a title and groups", name)
	case len(sections) != 1 || sections[0].heading != "":
		return RolePage{}, fmt.Errorf("prep/%s: the introduction has to be one text without headings", name)
	}
	page := RolePage{ID: f.ID, Title: f.Title, Similar: f.Similar, Intro: sections[0].html, IntroText: sections[0].text}
	for _, g := range f.Groups {
		group := Group{ID: g.ID, Title: g.Title, Intro: g.Intro}
		for _, id := range g.Questions {
			q, ok := l.questions[id]
			if !ok {
				return RolePage{}, fmt.Errorf("prep/%s: there is no question %q", name, id)
			}
			if page.Has(id) || slices.Contains(group.ids(), id) {
				return RolePage{}, fmt.Errorf("prep/%s: the question %q stands twice", name, id)
			}
			q.Group = g.ID
			if q.Role == page.ID {
				l.questions[id] = q
			}
			group.Questions = append(group.Questions, q)
		}
		page.Groups = append(page.Groups, group)
	}
	page.Minutes = (page.words() + wordsPerMinute - 1) / wordsPerMinute
	return page, nil
}

// Has reports whether a question is on the page.
func (p RolePage) Has(id string) bool {
	return slices.ContainsFunc(p.Groups, func(g Group) bool { return slices.Contains(g.ids(), id) })
}

func (g Group) ids() []string {
	var out []string
	for _, q := range g.Questions {
		out = append(out, q.ID)
	}
	return out
}

// Count returns how many questions the page has.
func (p RolePage) Count() int { return len(p.all()) }

// all returns the questions in the order of the page.
func (p RolePage) all() []Question {
	var out []Question
	for _, g := range p.Groups {
		out = append(out, g.Questions...)
	}
	return out
}

func (p RolePage) words() int {
	n := len(strings.Fields(p.IntroText))
	for _, g := range p.Groups {
		n += len(strings.Fields(g.Intro))
	}
	for _, q := range p.all() {
		n += q.words()
	}
	return n
}
