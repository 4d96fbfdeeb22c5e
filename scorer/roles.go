package scorer

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
)

// roleFile is a file of data/roles. That of backend explains the fields.
type roleFile struct {
	Name     text `yaml:"name"`
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
	v, err := readVocabulary(vocabularyYAML)
	if err != nil {
		return nil, nil, err
	}
	entries, err := roleFiles.ReadDir("data/roles")
	if err != nil {
		return nil, nil, err
	}
	files := make(map[string][]byte)
	for _, e := range entries {
		if files[e.Name()], err = roleFiles.ReadFile("data/roles/" + e.Name()); err != nil {
			return nil, nil, err
		}
	}
	roles, err := readRoles(v, files)
	return v, roles, err
}

// readRoles reads the files of the roles by their names, adds their own signals
// to the vocabulary, and checks it. Backend comes first, the others by id.
func readRoles(v *vocabulary, files map[string][]byte) ([]*role, error) {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(-cmp.Compare(isDefault(a), isDefault(b)), cmp.Compare(a, b))
	})
	parsed := make([]roleFile, len(names))
	for i, name := range names {
		if err := decode(dataFolder+"roles/"+name, files[name], &parsed[i]); err != nil {
			return nil, err
		}
		from := len(v.Signals)
		v.Signals = append(v.Signals, parsed[i].Signals...)
		v.madeIn(dataFolder+"roles/"+name, from)
		v.Shared = append(v.Shared, parsed[i].Shared...)
		v.Common.Names = append(v.Common.Names, parsed[i].Common...)
	}
	if err := v.check(); err != nil {
		return nil, err
	}
	var roles []*role
	for i, name := range names {
		r, err := parsed[i].role(strings.TrimSuffix(path.Base(name), ".yaml"), v)
		if err != nil {
			return nil, err
		}
		roles = append(roles, r)
	}
	return roles, v.allCounted(roles)
}

func isDefault(file string) int {
	if file == defaultRole+".yaml" {
		return 1
	}
	return 0
}

// role makes a role of its file.
func (f *roleFile) role(id string, v *vocabulary) (*role, error) {
	file := dataFolder + "roles/" + id + ".yaml"
	r := &role{Role: Role{id, f.Name.string}}
	if r.Name == "" {
		return nil, fmt.Errorf("%s: the role has no name", file)
	}
	points := 0
	for _, x := range f.Families {
		if x.Label == "" || x.Points < 1 || len(x.Signals) == 0 {
			return nil, ruleError(file, x.ID.line, "the family %q needs a label, points and signals", x.ID.string)
		}
		points += x.Points
		group := family{points: 100 * x.Points}
		for _, s := range x.Signals {
			number := v.signal(s.ID.string)
			switch {
			case number < 0:
				return nil, ruleError(file, s.ID.line, "there is no signal %q", s.ID.string)
			case r.has(number):
				return nil, ruleError(file, s.ID.line, "the signal %q stands twice", s.ID.string)
			case s.Weight < 1 || s.Weight > 3:
				return nil, ruleError(file, s.ID.line, "%s: the weight is %d, not 1 to 3", s.ID.string, s.Weight)
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
		return nil, fmt.Errorf("%s: the points of the families add up to %d, not %d", file, points, evidencePoints)
	}
	return r, f.expect(file, r, v)
}

// expect adds the expectations to the signals of the role.
func (f *roleFile) expect(file string, r *role, v *vocabulary) error {
	for _, e := range f.Expectations {
		level, err := seniorityOf(e.From.string)
		if err != nil {
			return ruleError(file, e.From.line, "%w", err)
		}
		number := v.signal(e.Signal.string)
		i := slices.IndexFunc(r.signals, func(s roleSignal) bool { return s.number == number })
		if i < 0 || e.Why == "" {
			return ruleError(file, e.Signal.line, "an expectation needs one of the role's signals, and why; have %q", e.Signal.string)
		}
		r.signals[i].expected = append(r.signals[i].expected, expectation{level, e.Why})
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
