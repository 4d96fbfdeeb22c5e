package scorer

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// DataFile is the path, from the root of the repository, of the file that holds
// the rules. Errors about the rules name it.
const DataFile = "scorer/data/signals.yaml"

//go:embed data/signals.yaml
var signalsYAML []byte

// Rule is what is looked for under one signal, as other packages need it.
type Rule struct {
	ID, Label string
	Family    string // label of the family
	Questions []string
	Line      int // of DataFile
}

// text is a string of the data file that knows its line.
type text struct {
	string
	line int
}

// UnmarshalYAML implements yaml.NodeUnmarshaler.
func (t *text) UnmarshalYAML(n ast.Node) error {
	t.line = n.GetToken().Position.Line
	return yaml.NodeToValue(n, &t.string)
}

// ruleFile is the data file. The file itself explains its fields.
type ruleFile struct {
	Families []family            `yaml:"families"`
	Shared   []string            `yaml:"shared"`
	Common   commonNames         `yaml:"common"`
	Words    map[string][]string `yaml:"words"`
	Context  techWords           `yaml:"context"`
	Scope    scopeWords          `yaml:"scope"`
	Posting  postingWords        `yaml:"posting"`
	Signals  []signalRule        `yaml:"signals"`
}

// commonNames are names that are common words as well.
type commonNames struct {
	Names []string `yaml:"names"`
	Next  []string `yaml:"next"`
	Prev  []string `yaml:"prev"`
}

type family struct {
	ID    string `yaml:"id"`
	Label string `yaml:"label"`
}

type signalRule struct {
	ID           text       `yaml:"id"`
	Label        string     `yaml:"label"`
	Family       string     `yaml:"family"`
	Weight       int        `yaml:"weight"`
	Questions    []string   `yaml:"questions"`
	Names        []text     `yaml:"names"`
	Terms        []text     `yaml:"terms"`
	Ambiguous    []cuedTerm `yaml:"ambiguous"`
	Deeds        []text     `yaml:"deeds"`
	NotPrev      []string   `yaml:"not_prev"`
	NotNext      []string   `yaml:"not_next"`
	NotWith      []string   `yaml:"not_with"`
	NotDeedsWith []string   `yaml:"not_deeds_with"`
	Needs        string     `yaml:"needs"`
	People       bool       `yaml:"people"`
	Figure       bool       `yaml:"figure"`
	Why          string     `yaml:"why"`
	How          string     `yaml:"how"`
	Claim        string     `yaml:"claim"`
}

// cuedTerm is a common word that is a technology only among the right company.
type cuedTerm struct {
	Term      text     `yaml:"term"`
	Written   []string `yaml:"written"`
	Prev      []string `yaml:"prev"`
	Next      []string `yaml:"next"`
	With      []string `yaml:"with"`
	NotPrev   []string `yaml:"not_prev"`
	NotNext   []string `yaml:"not_next"`
	NotWith   []string `yaml:"not_with"`
	Otherwise string   `yaml:"otherwise"`
}

// ruleError is an error of the data file.
func ruleError(line int, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", DataFile, line, fmt.Errorf(format, args...))
}

// parseRules reads and checks the data file.
func parseRules(data []byte) (*ruleFile, error) {
	f := new(ruleFile)
	err := yaml.NewDecoder(bytes.NewReader(data), yaml.DisallowUnknownField()).Decode(f)
	if e := yaml.Error(nil); errors.As(err, &e) && e.GetToken() != nil {
		return nil, ruleError(e.GetToken().Position.Line, "%s", e.GetMessage())
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", DataFile, err)
	}
	return f, f.check()
}

// familyLabel returns the label of a family.
func (f *ruleFile) familyLabel(id string) string {
	return f.Families[slices.IndexFunc(f.Families, func(x family) bool { return x.ID == id })].Label
}

func (f *ruleFile) check() error {
	if len(f.Signals) == 0 || len(f.Families) == 0 {
		return fmt.Errorf("%s: no signals or no families", DataFile)
	}
	families := make(map[string]bool)
	for _, x := range f.Families {
		families[x.ID] = true
	}
	ids := make(map[string]int)
	for i := range f.Signals {
		s := &f.Signals[i]
		if before, ok := ids[s.ID.string]; ok {
			return ruleError(s.ID.line, "the signal %q stands in line %d already", s.ID.string, before)
		}
		ids[s.ID.string] = s.ID.line
		if !families[s.Family] {
			return ruleError(s.ID.line, "%s: there is no family %q", s.ID.string, s.Family)
		}
		if err := s.check(); err != nil {
			return err
		}
	}
	return f.checkAliases()
}

var idRE = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (s *signalRule) check() error {
	line, id := s.ID.line, s.ID.string
	for _, x := range []struct{ name, value string }{
		{"label", s.Label}, {"why", s.Why}, {"how", s.How}, {"claim", s.Claim},
	} {
		if strings.TrimSpace(x.value) == "" {
			return ruleError(line, "%s: %s is empty", id, x.name)
		}
	}
	if !idRE.MatchString(id) {
		return ruleError(line, "%q is no id: lower case letters and digits, parted by hyphens", id)
	}
	if len(s.Questions) == 0 {
		return ruleError(line, "%s: no questions", id)
	}
	for _, q := range s.Questions {
		if !idRE.MatchString(q) {
			return ruleError(line, "%s: %q is no id of a question", id, q)
		}
	}
	if s.Weight < 1 || s.Weight > 3 {
		return ruleError(line, "%s: the weight is %d, not 1 to 3", id, s.Weight)
	}
	if s.Needs != "" && s.Needs != "tech" && s.Needs != "job" {
		return ruleError(line, "%s: needs is %q, not tech or job", id, s.Needs)
	}
	for _, a := range s.Ambiguous {
		if a.Otherwise != "" && a.Otherwise != "named" && a.Otherwise != "absent" {
			return ruleError(a.Term.line, "%s: otherwise is %q, not named or absent", a.Term.string, a.Otherwise)
		}
	}
	return nil
}

// checkAliases refuses a term that stands twice, in one signal or in two that
// do not share it.
func (f *ruleFile) checkAliases() error {
	shared := make(map[string]bool)
	for _, t := range f.Shared {
		shared[strings.ToLower(t)] = true
	}
	type place struct {
		signal string
		line   int
	}
	seen := make(map[string]place)
	for i := range f.Signals {
		s := &f.Signals[i]
		for _, t := range s.aliases() {
			key := strings.ToLower(strings.TrimSpace(t.string))
			if key == "" {
				return ruleError(t.line, "%s: an empty term", s.ID.string)
			}
			at, ok := seen[key]
			if ok && (at.signal == s.ID.string || !shared[key]) {
				return ruleError(t.line, "%q stands in line %d already, under %s", t.string, at.line, at.signal)
			}
			seen[key] = place{s.ID.string, t.line}
		}
	}
	return nil
}

func (s *signalRule) aliases() []text {
	out := append(append([]text{}, s.Names...), s.Terms...)
	for _, a := range s.Ambiguous {
		out = append(out, a.Term)
	}
	return append(out, s.Deeds...)
}
