package scorer

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// roleFile is a file of data/roles. That of backend explains the fields.
type roleFile struct {
	Name     string `yaml:"name"`
	Families []struct {
		ID      text   `yaml:"id"`
		Label   string `yaml:"label"`
		Points  int    `yaml:"points"`
		Signals []struct {
			ID        text     `yaml:"id"`
			Weight    int      `yaml:"weight"`
			Questions []string `yaml:"questions"`
		} `yaml:"signals"`
	} `yaml:"families"`
	Expectations []struct {
		From   text   `yaml:"from"`
		Signal text   `yaml:"signal"`
		Why    string `yaml:"why"`
	} `yaml:"expectations"`
	Shared  []string     `yaml:"shared"`
	Common  []string     `yaml:"common"`
	Signals []signalRule `yaml:"signals"`

	file, id string
}

// Role is a kind of work that a resume can be held against.
type Role struct {
	ID   string
	Name string // as within a sentence: "data", "DevOps"
}

// Title names who has the role: "DevOps engineer".
func (r Role) Title() string { return capitalize(r.Name) + " engineer" }

// role is a profile over the vocabulary: which signals count, and how much.
type role struct {
	Role
	signals  []roleSignal // in the order of the report
	families []family
}

// roleSignal is a signal as it counts for a role.
type roleSignal struct {
	*signalRule
	number    int // in the vocabulary
	family    string
	weight    int
	questions []string
	expected  []expectation
}

// family is a part of the evidence.
type family struct {
	points  int   // in hundredths
	members []int // of the role's signals
}

// expectation is a signal that somebody of a level is expected to show.
type expectation struct {
	from Seniority
	why  string
}

// evidencePoints is what the families of a role give together.
const evidencePoints = 40

// loadRules reads the vocabulary and the roles and checks them together. An
// error names the file and the line.
func loadRules() (*vocabulary, []*role, error) {
	var v *vocabulary
	var files []roleFile
	var loading errgroup.Group
	loading.Go(func() (err error) { v, err = readVocabulary(vocabularyYAML); return err })
	loading.Go(func() (err error) { files, err = readRoleFiles(roleFiles); return err })
	if err := loading.Wait(); err != nil {
		return nil, nil, err
	}
	roles, err := makeRoles(v, files)
	return v, roles, err
}

// readRoleFiles reads the files of the roles, by the ids of these.
func readRoleFiles(files fs.FS) ([]roleFile, error) {
	names, err := fs.Glob(files, "data/roles/*.yaml")
	if err != nil {
		return nil, err
	}
	parsed := make([]roleFile, len(names))
	for i, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		f := &parsed[i]
		f.file, f.id = "scorer/"+name, strings.TrimSuffix(path.Base(name), ".yaml")
		if err := decode(f.file, data, f); err != nil {
			return nil, err
		}
	}
	return parsed, nil
}

// makeRoles makes the roles of their files, adds their own signals to the
// vocabulary, and checks it.
func makeRoles(v *vocabulary, files []roleFile) ([]*role, error) {
	for i := range files {
		f := &files[i]
		v.add(f.file, f.Signals)
		v.Shared = append(v.Shared, f.Shared...)
		v.Common.Names = append(v.Common.Names, f.Common...)
	}
	if err := v.check(); err != nil {
		return nil, err
	}
	var roles []*role
	for i := range files {
		r, err := files[i].role(v)
		if err != nil {
			return nil, err
		}
		roles = append(roles, r)
	}
	return roles, v.allCounted(roles)
}

// role makes a role of its file.
func (f *roleFile) role(v *vocabulary) (*role, error) {
	r := &role{Role: Role{f.id, f.Name}}
	if r.Name == "" {
		return nil, fmt.Errorf("%s: the role has no name", f.file)
	}
	points := 0
	for _, x := range f.Families {
		if x.Label == "" || x.Points < 1 || len(x.Signals) == 0 {
			return nil, ruleError(f.file, x.ID.line, "the family %q needs a label, points and signals", x.ID.string)
		}
		points += x.Points
		group := family{points: 100 * x.Points}
		for _, s := range x.Signals {
			number := v.signal(s.ID.string)
			switch {
			case number < 0:
				return nil, ruleError(f.file, s.ID.line, "there is no signal %q", s.ID.string)
			case r.has(number):
				return nil, ruleError(f.file, s.ID.line, "the signal %q stands twice", s.ID.string)
			case s.Weight < 1 || s.Weight > 3:
				return nil, ruleError(f.file, s.ID.line, "%s: the weight is %d, not 1 to 3", s.ID.string, s.Weight)
			}
			rule := &v.Signals[number]
			questions := s.Questions
			if len(questions) == 0 {
				questions = rule.Questions
			}
			group.members = append(group.members, len(r.signals))
			r.signals = append(r.signals, roleSignal{signalRule: rule, number: number, family: x.Label, weight: s.Weight, questions: questions})
		}
		r.families = append(r.families, group)
	}
	if points != evidencePoints {
		return nil, fmt.Errorf("%s: the points of the families add up to %d, not %d", f.file, points, evidencePoints)
	}
	return r, f.expect(r, v)
}

// expect adds the expectations to the signals of the role.
func (f *roleFile) expect(r *role, v *vocabulary) error {
	for _, e := range f.Expectations {
		level, err := seniorityOf(e.From.string)
		if err != nil {
			return ruleError(f.file, e.From.line, "%w", err)
		}
		s := r.find(v.signal(e.Signal.string))
		if s == nil || e.Why == "" {
			return ruleError(f.file, e.Signal.line, "an expectation needs one of the role's signals, and why; have %q", e.Signal.string)
		}
		s.expected = append(s.expected, expectation{level, e.Why})
	}
	return nil
}

// has reports whether the role counts a signal of the vocabulary.
func (r *role) has(number int) bool { return r.find(number) != nil }

// find returns a signal of the vocabulary as it counts for the role; nil if it
// does not.
func (r *role) find(number int) *roleSignal {
	for i := range r.signals {
		if r.signals[i].number == number {
			return &r.signals[i]
		}
	}
	return nil
}

// allCounted refuses a signal that no role counts.
func (v *vocabulary) allCounted(roles []*role) error {
	for i := range v.Signals {
		if !slices.ContainsFunc(roles, func(r *role) bool { return r.has(i) }) {
			return ruleError(v.Signals[i].file, v.Signals[i].ID.line, "no role counts the signal %q", v.Signals[i].ID.string)
		}
	}
	return nil
}
