// Package prep holds the interview questions, the pages of the roles that they
// are asked for, and the links that lead to them from a report: from what a
// resume lacks, and from what it claims.
//
// A question is a Markdown file with front matter, embedded and rendered once
// at the start. Load refuses files that do not hold together, so that nothing
// of it can fail on a page.
package prep

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"shortlist/index"
	"shortlist/scorer"
)

//go:embed roles questions words.yaml
var content embed.FS

// What can be asked for in vain.
var (
	ErrRole     = errors.New("there is no such role")
	ErrQuestion = errors.New("there is no such question")
)

// Library holds the questions of all roles. It is safe for concurrent use.
type Library struct {
	roles     []RolePage
	questions map[string]Question
	passages  map[string][]passage // of a question, by its id
	index     *index.Index
	patterns  map[string]func() patterns // of a question, by its id
}

// Load reads the embedded questions and checks them against the rules of the
// scorer: each question that a rule leads to exists, names that rule's signal and
// is on the page of the role for which it leads there; and each question is led
// to. The error names each file and line at fault. The library must be closed.
func Load(rules []scorer.Rule) (*Library, error) { return load(content, rules) }

func load(files fs.FS, rules []scorer.Rule) (*Library, error) {
	l := &Library{questions: map[string]Question{}, passages: map[string][]passage{}, patterns: map[string]func() patterns{}}
	if err := l.read(files); err != nil {
		return nil, fmt.Errorf("prep: %w", err)
	}
	if err := l.checkRules(rules); err != nil {
		return nil, fmt.Errorf("prep: %w", err)
	}
	if err := l.readPatterns(); err != nil {
		return nil, fmt.Errorf("prep: %w", err)
	}
	if err := l.buildIndex(); err != nil {
		return nil, fmt.Errorf("prep: %w", err)
	}
	return l, nil
}

// read reads the questions, then the pages of the roles that they are on.
func (l *Library) read(files fs.FS) error {
	var problems []error
	for name := range glob(files, "questions/*/*.md") {
		q, err := readQuestion(files, name)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		if other, taken := l.questions[q.ID]; taken {
			problems = append(problems, fmt.Errorf("%s: %s has this id already", q.file(), other.file()))
		}
		l.questions[q.ID] = q
	}
	if len(problems) > 0 {
		return errors.Join(problems...)
	}
	for name := range glob(files, "roles/*.md") {
		page, err := l.readRole(files, name)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		l.roles = append(l.roles, page)
	}
	if len(problems) > 0 {
		return errors.Join(problems...)
	}
	return l.checkPages()
}

// glob returns the names of the files that match a pattern, which is well formed.
func glob(files fs.FS, pattern string) iter.Seq[string] {
	names, _ := fs.Glob(files, pattern)
	return slices.Values(names)
}

// checkPages reports pages that link to none, and questions that are not on the
// page of their home.
func (l *Library) checkPages() error {
	if len(l.roles) == 0 {
		return errors.New("prep/roles holds no role")
	}
	var problems []error
	for _, p := range l.roles {
		for _, id := range p.Similar {
			if _, ok := l.Role(id); !ok || id == p.ID {
				problems = append(problems, fmt.Errorf("prep/roles/%s.md: there is no other role %q to be similar to", p.ID, id))
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.questions)) {
		q := l.questions[id]
		if home, ok := l.Role(q.Role); !ok || !home.Has(id) {
			problems = append(problems, fmt.Errorf("%s: it is in no group of prep/roles/%s.md", q.file(), q.Role))
		}
	}
	return errors.Join(problems...)
}

// Close frees the search index.
func (l *Library) Close() error { return l.index.Close() }

// Roles returns the page of every role, by id.
func (l *Library) Roles() []RolePage {
	pages := slices.Clone(l.roles)
	for i := range pages {
		pages[i] = pages[i].dated(time.Now())
	}
	return pages
}

// Role returns the page of a role; false if there is none.
func (l *Library) Role(role string) (RolePage, bool) {
	i := slices.IndexFunc(l.roles, func(p RolePage) bool { return p.ID == role })
	if i < 0 {
		return RolePage{}, false
	}
	return l.roles[i].dated(time.Now()), true
}

// Question returns a question by its id; false if there is none.
func (l *Library) Question(id string) (Question, bool) {
	q, ok := l.questions[id]
	return q, ok
}

// dated returns the page with the year in its title.
func (p RolePage) dated(now time.Time) RolePage {
	p.Title = strings.ReplaceAll(p.Title, yearMark, strconv.Itoa(now.Year()))
	return p
}
