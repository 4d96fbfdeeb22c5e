package scorer

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"shortlist/index"
)

// Opening is what a posting says of its job, with no resume in hand.
type Opening struct {
	Title  string
	Role   string    // id of the role that it fits best; "" if it fits none
	Level  Seniority // by the title, or by the years that are asked for
	Place  string
	Remote string   // "remote", "hybrid", "on-site" or ""
	Terms  []string // what it asks for by name, in its order
}

//go:embed data/openings.txt
var openingsTxt string

// titleRole is a line of data/openings.txt.
type titleRole struct {
	name  string
	words phraseSet
}

func loadOpenings(roles []*role) (out []titleRole, err error) {
	err = eachLine("scorer/data/openings.txt", openingsTxt, func(line string) error {
		name, words, _ := strings.Cut(line, ":")
		if name != "none" && name != "work" && !slices.ContainsFunc(roles, func(r *role) bool { return r.ID == name }) {
			return fmt.Errorf("there is no role %q", name)
		}
		out = append(out, titleRole{name, newPhraseSet(byWord, splitList(words))})
		return nil
	})
	return out, err
}

// Opening reads a posting whose title is known; if that is "", the one that its
// text begins with is taken. A text beyond MaxPosting characters is to be cut before.
func (s *Scorer) Opening(title, text string) (Opening, error) {
	p := s.postings.readPosting(text)
	title = cmp.Or(title, p.title)
	o := Opening{Title: title, Level: s.ladder.ofTitle(title), Place: p.place, Remote: p.remote}
	if o.Level == UnknownLevel && p.years > 0 {
		o.Level = s.ladder.ofYears(Career{SoftwareMonths: int(p.years * 12)})
	}
	asked, err := s.signalsAsked(p)
	if err != nil {
		return Opening{}, fmt.Errorf("read a posting: %w", err)
	}
	o.Role = s.roleOfTitle(title, asked)
	demands, _, err := p.asked(s.matcher, cmp.Or(s.role(o.Role), s.role(defaultRole)))
	if err != nil {
		return Opening{}, fmt.Errorf("read a posting: %w", err)
	}
	for _, d := range demands {
		if slices.ContainsFunc(d.options, func(x option) bool { return x.product }) {
			o.Terms = append(o.Terms, d.text)
		}
	}
	return o, nil
}

// signalsAsked returns the numbers of the signals that a posting asks for.
func (s *Scorer) signalsAsked(p *posting) (map[int]bool, error) {
	var lines []postingLine
	for _, l := range p.lines {
		if !l.heading && l.kind.asks() {
			lines = append(lines, l)
		}
	}
	statements, hits, err := s.matcher.search(postingOf(lines), quantities{})
	if err != nil {
		return nil, err
	}
	asked := make(map[int]bool)
	for _, c := range s.matcher.namedIn(statements, hits) {
		if c.signal >= 0 {
			asked[c.signal] = true
		}
	}
	return asked, nil
}

// leastAsked is the weight of signals that a posting whose title tells no role
// must ask for to be for one.
const leastAsked = 6

// roleOfTitle returns the id of the role that a job is for, "" for none.
func (s *Scorer) roleOfTitle(title string, asked map[int]bool) string {
	tokens := index.Tokens(title)
	if group, _ := s.postings.fieldOf(title); group != "" && group != "computing" {
		return ""
	}
	for _, t := range s.openings {
		switch {
		case t.name == "work":
			if !t.words.within(tokens) {
				return ""
			}
		case !t.words.within(tokens):
		case t.name == "none":
			return ""
		default:
			return t.name
		}
	}
	if !s.matcher.isSoftware(tokens) {
		return ""
	}
	best, most := "", leastAsked-1
	for _, r := range s.roles {
		weight := 0
		for _, x := range r.signals {
			if asked[x.number] {
				weight += x.weight
			}
		}
		if weight > most {
			best, most = r.ID, weight
		}
	}
	return best
}
