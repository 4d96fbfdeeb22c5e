package prep

import (
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// RolePage is the page of one role: an introduction to its interviews and its
// questions in groups.
type RolePage struct {
	ID        string
	Title     string // with the current year
	Intro     template.HTML
	IntroText string
	Groups    []Group
	Minutes   int // to read the page, at 230 words a minute, rounded up
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
	ID     string `yaml:"id"`
	Title  string `yaml:"title"`
	Groups []struct {
		ID    string `yaml:"id"`
		Title string `yaml:"title"`
		Intro string `yaml:"intro"`
	} `yaml:"groups"`
}

// readRole reads the page of a role and the questions of its folder.
func readRole(files fs.FS, name string) (RolePage, error) {
	source, err := fs.ReadFile(files, name)
	if err != nil {
		return RolePage{}, err
	}
	var f roleFile
	sections, err := parseMarkdown(source, &f)
	if err != nil {
		return RolePage{}, fmt.Errorf("prep/%s: %w", name, err)
	}
	page := RolePage{ID: f.ID, Title: f.Title}
	for _, g := range f.Groups {
		page.Groups = append(page.Groups, Group{ID: g.ID, Title: g.Title, Intro: g.Intro})
	}
	switch {
	case f.ID != strings.TrimSuffix(path.Base(name), ".md"):
		return RolePage{}, fmt.Errorf("prep/%s: the id is %q; it has to be the file's name", name, f.ID)
	case f.Title == "" || len(f.Groups) == 0:
		return RolePage{}, fmt.Errorf("prep/%s: a role needs a title and groups", name)
	case len(sections) != 1 || sections[0].heading != "":
		return RolePage{}, fmt.Errorf("prep/%s: the introduction has to be one text without headings", name)
	}
	page.Intro, page.IntroText = sections[0].html, sections[0].text
	if err := page.readQuestions(files); err != nil {
		return RolePage{}, err
	}
	page.Minutes = (page.words() + wordsPerMinute - 1) / wordsPerMinute
	return page, nil
}

// readQuestions puts the questions of the role's folder into their groups.
func (p *RolePage) readQuestions(files fs.FS) error {
	names, err := fs.Glob(files, "questions/"+p.ID+"/*.md")
	if err != nil {
		return err
	}
	var problems []error
	order := map[string]int{}
	for _, name := range names {
		q, place, err := readQuestion(files, name)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		i := slices.IndexFunc(p.Groups, func(g Group) bool { return g.ID == q.Group })
		if i < 0 {
			problems = append(problems, fmt.Errorf("prep/%s: the group %q is not in prep/roles/%s.md", name, q.Group, p.ID))
			continue
		}
		order[q.ID] = place
		p.Groups[i].Questions = append(p.Groups[i].Questions, q)
	}
	for _, g := range p.Groups {
		slices.SortFunc(g.Questions, func(a, b Question) int { return cmp.Compare(order[a.ID], order[b.ID]) })
		for i, q := range g.Questions {
			if order[q.ID] != i+1 {
				problems = append(problems, fmt.Errorf("%s: order is %d, the next in the group %s is %d", q.file(), order[q.ID], g.ID, i+1))
			}
		}
	}
	return errors.Join(problems...)
}

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
