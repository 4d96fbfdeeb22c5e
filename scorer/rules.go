package scorer

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// vocabularyFile is the path of the shared rules from the root of the repository,
// as errors name it.
const vocabularyFile = "scorer/data/signals.yaml"

//go:embed data/signals.yaml
var vocabularyYAML []byte

//go:embed data/roles/*.yaml
var roleFiles embed.FS

// Rule is what is looked for under one signal, as other packages need it.
type Rule struct {
	ID, Label string
	Questions []string            // it leads to, in any role
	ByRole    map[string][]string // the same, by the roles that count the signal
	File      string
	Line      int
}

// text is a string of a data file that knows its line.
type text struct {
	string
	line int
}

// UnmarshalYAML implements yaml.NodeUnmarshaler.
func (t *text) UnmarshalYAML(n ast.Node) error {
	t.line = n.GetToken().Position.Line
	return yaml.NodeToValue(n, &t.string)
}

// vocabulary is all that is looked for, whatever the role: signals.yaml, which
// explains its fields, and the own signals of the roles.
type vocabulary struct {
	Shared  []string            `yaml:"shared"`
	Common  commonNames         `yaml:"common"`
	Words   map[string][]string `yaml:"words"`
	Context techWords           `yaml:"context"`
	Scope   scopeWords          `yaml:"scope"`
	Posting postingWords        `yaml:"posting"`
	Signals []signalRule        `yaml:"signals"`

	shared int // how many of the signals are no role's own: the first ones
}

// commonNames are names that are common words as well.
type commonNames struct {
	Names   []string `yaml:"names"`
	Next    []string `yaml:"next"`
	Prev    []string `yaml:"prev"`
	NotNext []string `yaml:"not_next"`
}

type signalRule struct {
	ID           text       `yaml:"id"`
	Label        string     `yaml:"label"`
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

	file string
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
	Unless    []string `yaml:"unless"`
}

// ruleError is an error of a data file.
func ruleError(file string, line int, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", file, line, fmt.Errorf(format, args...))
}

// decode reads a data file into v.
func decode(file string, data []byte, v any) error {
	err := yaml.NewDecoder(bytes.NewReader(data), yaml.DisallowUnknownField()).Decode(v)
	if e := yaml.Error(nil); errors.As(err, &e) && e.GetToken() != nil {
		return ruleError(file, e.GetToken().Position.Line, "%s", e.GetMessage())
	}
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

// readVocabulary reads signals.yaml. It is not checked before the roles have
// added their own signals.
func readVocabulary(data []byte) (*vocabulary, error) {
	v := new(vocabulary)
	if err := decode(vocabularyFile, data, v); err != nil {
		return nil, err
	}
	if len(v.Signals) == 0 {
		return nil, fmt.Errorf("%s: no signals", vocabularyFile)
	}
	shared := v.Signals
	v.Signals, v.shared = nil, len(shared)
	v.add(vocabularyFile, shared)
	return v, nil
}

// add adds the signals of a file.
func (v *vocabulary) add(file string, signals []signalRule) {
	for _, s := range signals {
		s.file = file
		v.Signals = append(v.Signals, s)
	}
}

// signal returns the number of a signal, -1 if there is none of that id.
func (v *vocabulary) signal(id string) int {
	return slices.IndexFunc(v.Signals, func(s signalRule) bool { return s.ID.string == id })
}

func (v *vocabulary) check() error {
	for i := range v.Signals {
		s := &v.Signals[i]
		if first := v.signal(s.ID.string); first < i {
			return ruleError(s.file, s.ID.line, "the signal %q stands in %s already", s.ID.string, v.Signals[first].place(v.Signals[first].ID))
		}
		if err := s.check(); err != nil {
			return err
		}
	}
	return v.checkAliases()
}

// place says where a text of the signal's file stands.
func (s *signalRule) place(t text) string { return fmt.Sprintf("%s:%d", s.file, t.line) }

var idRE = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (s *signalRule) check() error {
	id := s.ID.string
	wrong := func(format string, args ...any) error { return ruleError(s.file, s.ID.line, format, args...) }
	for _, x := range []struct{ name, value string }{
		{"label", s.Label}, {"why", s.Why}, {"how", s.How}, {"claim", s.Claim},
	} {
		if strings.TrimSpace(x.value) == "" {
			return wrong("%s: %s is empty", id, x.name)
		}
	}
	if !idRE.MatchString(id) {
		return wrong("%q is no id: lower case letters and digits, parted by hyphens", id)
	}
	if len(s.Questions) == 0 {
		return wrong("%s: no questions", id)
	}
	for _, q := range s.Questions {
		if !idRE.MatchString(q) {
			return wrong("%s: %q is no id of a question", id, q)
		}
	}
	if s.Needs != "" && s.Needs != "tech" && s.Needs != "job" {
		return wrong("%s: needs is %q, not tech or job", id, s.Needs)
	}
	for _, a := range s.Ambiguous {
		if a.Otherwise != "" && a.Otherwise != "named" && a.Otherwise != "absent" {
			return ruleError(s.file, a.Term.line, "%s: otherwise is %q, not named or absent", a.Term.string, a.Otherwise)
		}
	}
	return nil
}

// checkAliases refuses a term that stands twice in a file, in one signal or in two
// that do not share it. What roles look for may well be the same.
func (v *vocabulary) checkAliases() error {
	shared := make(map[string]bool)
	for _, t := range v.Shared {
		shared[strings.ToLower(t)] = true
	}
	type use struct {
		by *signalRule
		at text
	}
	seen := make(map[string]use)
	for i := range v.Signals {
		s := &v.Signals[i]
		for _, t := range s.aliases() {
			key := strings.ToLower(strings.TrimSpace(t.string))
			if key == "" {
				return ruleError(s.file, t.line, "%s: an empty term", s.ID.string)
			}
			before, ok := seen[s.file+" "+key]
			if ok && (before.by == s || !shared[key]) {
				return ruleError(s.file, t.line, "%q stands in %s already, under %s", t.string, before.by.place(before.at), before.by.ID.string)
			}
			seen[s.file+" "+key] = use{s, t}
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
