package scorer

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"shortlist/index"
)

const postingFile = "scorer/data/posting.yaml"

//go:embed data/posting.yaml
var postingYAML []byte

// postingData is the data file on postings, which explains its fields.
type postingData struct {
	Headings []struct {
		Kind    partKind `yaml:"kind"`
		Phrases []string `yaml:"phrases"`
	} `yaml:"headings"`
	Wishes      []string `yaml:"wishes"`
	Forward     []string `yaml:"forward"`
	Clause      []string `yaml:"clause"`
	Dismissed   []string `yaml:"dismissed"`
	Offered     []string `yaml:"offered"`
	Asking      []string `yaml:"asking"`
	Claimed     []string `yaml:"claimed"`
	Cues        []string `yaml:"cues"`
	Stop        []string `yaml:"stop"`
	Light       []string `yaml:"light"`
	Plain       []string `yaml:"plain"`
	Compounds   []string `yaml:"compounds"`
	Traits      []string `yaml:"traits"`
	Credentials []string `yaml:"credentials"`
	Degrees     []struct {
		Level   string   `yaml:"level"`
		Phrases []string `yaml:"phrases"`
	} `yaml:"degrees"`
	Languages []string `yaml:"languages"`
	Seniority []struct {
		Level string   `yaml:"level"`
		Rank  int      `yaml:"rank"`
		Group string   `yaml:"group"`
		Words []string `yaml:"words"`
	} `yaml:"seniority"`
	Heads  []string `yaml:"heads"`
	Fields []struct {
		Group string   `yaml:"group"`
		Field string   `yaml:"field"`
		Words []string `yaml:"words"`
	} `yaml:"fields"`
	Same  [][]string          `yaml:"same"`
	Kinds map[string][]string `yaml:"kinds"`
}

// partKind says what a part of a posting is about.
type partKind string

// The kinds of part. Only the first four, and what stands under no heading, say
// what the job asks for.
const (
	partRequired  partKind = "required"
	partPreferred partKind = "preferred"
	partDuties    partKind = "duties"
	partFacts     partKind = "facts" // place, hours, department
	partOffer     partKind = "offer"
	partAbout     partKind = "about"
	partLegal     partKind = "legal"
	partApply     partKind = "apply"
	partOther     partKind = "other"
)

var partKinds = []partKind{partRequired, partPreferred, partDuties, partFacts, partOffer, partAbout, partLegal, partApply}

// postingRules are the words of postings, ready for use.
type postingRules struct {
	headings                                    []headingWords
	wishes, forward, clause                     phraseSet
	dismissed, offered, asking, claimed         phraseSet
	cues, stop, light, plain, traits, compounds phraseSet
	credentials, languages, heads               phraseSet
	degrees                                     []rankedWords
	seniority                                   []rankedWords
	fields                                      []fieldWords
	same                                        [][]phrase
	kinds                                       []whole
	verbs                                       verbs
}

type headingWords struct {
	kind    partKind
	phrases phraseSet
}

// rankedWords are the words of one step of a scale.
type rankedWords struct {
	name  string
	rank  int
	group string // of fields in which alone the words mean this; "" in all
	words phraseSet
}

type fieldWords struct {
	group, field string
	words        phraseSet
}

func loadPostingRules(v verbs) (*postingRules, error) {
	var d postingData
	err := yaml.NewDecoder(bytes.NewReader(postingYAML), yaml.DisallowUnknownField()).Decode(&d)
	if e := yaml.Error(nil); errors.As(err, &e) && e.GetToken() != nil {
		return nil, fmt.Errorf("%s:%d: %s", postingFile, e.GetToken().Position.Line, e.GetMessage())
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", postingFile, err)
	}
	set := func(words []string) phraseSet { return newPhraseSet(byWord, words) }
	r := &postingRules{
		wishes: set(d.Wishes), forward: set(d.Forward), clause: set(d.Clause), dismissed: set(d.Dismissed), offered: set(d.Offered), asking: set(d.Asking), claimed: set(d.Claimed),
		cues: set(d.Cues), stop: set(d.Stop), light: set(d.Light), plain: set(d.Plain), compounds: set(d.Compounds), traits: set(d.Traits),
		credentials: set(d.Credentials), languages: set(d.Languages), heads: set(d.Heads), verbs: v,
	}
	for _, h := range d.Headings {
		if !slices.Contains(partKinds, h.Kind) {
			return nil, fmt.Errorf("%s: there is no kind of heading %q", postingFile, h.Kind)
		}
		r.headings = append(r.headings, headingWords{h.Kind, set(h.Phrases)})
	}
	for i, x := range d.Degrees {
		r.degrees = append(r.degrees, rankedWords{name: x.Level, rank: i + 1, words: set(x.Phrases)})
	}
	for _, x := range d.Seniority {
		r.seniority = append(r.seniority, rankedWords{x.Level, x.Rank, x.Group, set(x.Words)})
	}
	for _, x := range d.Fields {
		r.fields = append(r.fields, fieldWords{x.Group, x.Field, newPhraseSet(byStem, x.Words)})
	}
	for _, group := range d.Same {
		r.same = append(r.same, phrasesOf(group))
	}
	for _, kind := range slices.Sorted(maps.Keys(d.Kinds)) {
		r.kinds = append(r.kinds, whole{index.Tokens(kind), phrasesOf(d.Kinds[kind])})
	}
	return r, nil
}

// all reports whether each of the tokens belongs to a phrase of the set.
func (p phraseSet) all(tokens []index.Token) bool {
	for i := 0; i < len(tokens); {
		n := p.at(tokens, i)
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}

// is reports whether the word at token i stands in the set by itself.
func (p phraseSet) is(t index.Token) bool {
	return slices.ContainsFunc(p.phrases[p.key(t)], func(words []string) bool { return len(words) == 1 })
}

// isUpper reports whether a word is set in capitals: two letters or more, none
// of them small but a plural s.
func isUpper(word string) bool {
	word = strings.TrimSuffix(word, "s")
	return len(word) > 1 && word == strings.ToUpper(word) && strings.ToLower(word) != word
}
