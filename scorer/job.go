package scorer

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"shortlist/parser"
)

// Job says what a posting asks for, and how a resume meets it.
type Job struct {
	Match int // 0 to 100: the points of the parts, rounded once

	Title     string   // as the posting has it; "" if none was found
	Seniority string   // "junior", "senior", "lead" and so on; "" if it names none
	Years     float64  // least years of experience asked; 0 if it names none
	Degree    string   // least degree asked, "bachelor" for instance; "" if none
	Subjects  []string // of the degree
	Languages []string
	Location  string
	Remote    string // "remote", "hybrid", "on-site" or ""

	Parts     []JobPart // what the match is the sum of
	Required  []Term
	Preferred []Term
	Tasks     []Term        // what the job consists of, beside what it requires
	Traits    []string      // traits of character: asked for, but no line can prove them
	Questions []JobQuestion // what the posting leads an interviewer to ask, best first
}

// JobPart is a part of the match, or (with a Max of 0) something that is
// compared and not counted.
type JobPart struct {
	ID       string // title, years, degree, languages, required, preferred, tasks, location
	Label    string
	Asked    string
	Found    string // in the resume; "" if nothing
	Points   float64
	Max      float64
	Why      string
	Evidence []Evidence
}

// Term is something that a posting asks for, and what the resume shows of it:
// of the very thing, or of any of its kind where the posting names a kind, such
// as "a message broker". An employer who writes Kafka has not asked for RabbitMQ.
type Term struct {
	Term      string // as the posting spells it
	Signal    string // "" if the rules do not know it
	Level     Level
	Points    float64
	Max       float64  // what it brings if no more than enough of its list is shown
	Why       string   // how far it is met, and what to make of that
	Ask       string   // the question that it invites
	Questions []string // ids of those that prepare for it
	Evidence  []Evidence

	stress int
	held   bool // a credential: one has it or not
}

// JobQuestion is what an interviewer will ask because of the posting.
type JobQuestion struct {
	Term      string
	Level     Level
	Text      string   // the question
	Questions []string // ids of those to prepare with
}

// Weights of the parts of a match. What a posting does not ask for leaves its
// share to the others.
var partWeights = []struct {
	id, label string
	weight    int
}{
	{"title", "Title", 30},
	{"years", "Years in this kind of work", 15},
	{"degree", "Degree", 5},
	{"languages", "Languages", 3},
	{"required", "Required", 36},
	{"tasks", "Tasks", 7},
	{"preferred", "Nice to have", 4},
}

// A posting asks for more than anybody has done: who shows this share of a list
// has all its points.
const enoughTerms = 0.6

// A term that is only named counts a part of one that is shown; and all of a list
// that are only named together no more than a part of one that is shown, so that
// a list of keywords moves the match less than two bullets do.
const (
	namedShare = 0.25
	namedTerms = 0.75
)

// maxQuestions is how many questions of a posting are told.
const maxQuestions = 12

// job holds a resume, with all that was found in it, against a posting, of which
// the signals of the role count as such. The statements of listing were taken
// from a posting.
func (s *Scorer) job(p *posting, role *role, doc *parser.Document, found found, listing map[*said]bool) (*Job, error) {
	demands, traits, err := p.asked(s.matcher, role)
	if err != nil {
		return nil, err
	}
	j := &Job{
		Title: p.title, Seniority: p.seniority.name, Years: p.years, Degree: p.degree.level, Subjects: p.degree.subjects, Location: p.place, Remote: p.remote,
		Traits: traits, Languages: each(p.languages, func(l languageAsked) string { return l.name }),
		Required: []Term{}, Preferred: []Term{}, Tasks: []Term{},
	}
	c := &comparison{Scorer: s, role: role, posting: p, doc: doc, found: found, listing: listing, shown: make(map[int]int)}
	c.meet(demands)
	for i, d := range demands {
		list := &j.Required
		switch {
		case d.preferred:
			list = &j.Preferred
		case d.duty:
			list = &j.Tasks
		}
		*list = append(*list, c.terms[i])
	}
	shares := map[string]JobPart{"title": c.title(), "years": c.years(), "degree": c.degree(), "languages": c.languages()}
	j.count(shares)
	if place, ok := c.place(); ok {
		j.Parts = append(j.Parts, place)
	}
	j.Questions = questionsOf(slices.Concat(j.Required, j.Preferred, j.Tasks))
	return j, nil
}

// count gives the parts and the terms their points. The points of shares are
// from 0 to 1; one without a Max is not asked for.
func (j *Job) count(shares map[string]JobPart) {
	lists := map[string][]Term{"required": j.Required, "preferred": j.Preferred, "tasks": j.Tasks}
	sum := 0
	for _, w := range partWeights {
		if shares[w.id].Max > 0 || len(lists[w.id]) > 0 {
			sum += w.weight
		}
	}
	if sum == 0 {
		return
	}
	rest := 10000 // hundredths not given to a part yet
	left := sum
	total := 0
	for _, w := range partWeights {
		p, list := shares[w.id], lists[w.id]
		if p.Max == 0 && len(list) == 0 {
			continue
		}
		share := (rest*w.weight + left/2) / left
		rest -= share
		left -= w.weight
		p.ID, p.Label = w.id, w.label
		points := int(math.Round(p.Points * float64(share)))
		if len(list) > 0 {
			points = countTerms(list, share)
			p.describe(list, points == share)
		}
		p.Points, p.Max = float64(points)/100, float64(share)/100
		total += points
		j.Parts = append(j.Parts, p)
	}
	j.Match = (total + 50) / 100
}

// countTerms gives the terms of a list their points, and returns their sum, which
// is share at most, in hundredths of a point.
func countTerms(list []Term, share int) (points int) {
	shown, named := 0, 0
	for _, t := range list {
		switch {
		case t.Level >= Shown:
			shown++
		case t.Level == Named:
			named++
		}
	}
	enough := math.Ceil(enoughTerms * float64(len(list)))
	forNamed := math.Min(namedShare*float64(named), namedTerms)
	whole := float64(share) / math.Max(enough, float64(shown)+forNamed) // for one that is shown
	points = min(share, int(math.Round(whole*(float64(shown)+forNamed))))
	// What is rounded goes along, so that the terms add up to the points.
	sum, given := 0.0, 0
	for i := range list {
		t := &list[i]
		t.Max = math.Floor(float64(share)/enough) / 100
		switch {
		case t.Level >= Shown:
			sum += whole
		case t.Level == Named:
			sum += whole * forNamed / float64(named)
		}
		now := min(int(math.Round(sum)), points)
		t.Points = float64(now-given) / 100
		given = now
	}
	return points
}

// describe says of a part what of its list the resume shows.
func (p *JobPart) describe(list []Term, full bool) {
	met := 0
	for _, t := range list {
		if t.Level >= Shown {
			met++
		}
	}
	p.Asked, p.Found = count(len(list), "term"), fmt.Sprintf("%d shown", met)
	switch {
	case met == len(list):
		p.Why = "All of it is shown by what you did."
	case full:
		p.Why = fmt.Sprintf("%d of %s shown by what you did: enough for all the points, since nobody has done all that a posting asks for.", met, count(len(list), "term"))
	default:
		p.Why = fmt.Sprintf("%d of %s shown by what you did; %d would be enough. What is only named counts a quarter at most.", met, count(len(list), "term"), int(math.Ceil(enoughTerms*float64(len(list)))))
	}
}

// questionsOf returns what an interviewer will ask, by how much the posting
// makes of it; of equal ones first what the resume leaves open.
func questionsOf(terms []Term) []JobQuestion {
	terms = slices.Clone(terms)
	slices.SortStableFunc(terms, func(a, b Term) int {
		return cmp.Or(cmp.Compare(b.stress, a.stress), cmp.Compare(min(a.Level, Shown), min(b.Level, Shown)))
	})
	out := []JobQuestion{}
	for _, t := range terms[:min(maxQuestions, len(terms))] {
		out = append(out, JobQuestion{t.Term, t.Level, t.Ask, t.Questions})
	}
	return out
}

// question puts what an interviewer will ask about a term.
func (t Term) question() string {
	switch {
	case t.held && t.Level >= Shown:
		return fmt.Sprintf("When did you get %s, and how have you used it since?", quoted(t.Term))
	case t.held:
		return fmt.Sprintf("Do you hold %s? If not, when could you?", quoted(t.Term))
	case t.Level >= Shown:
		return fmt.Sprintf("Your resume speaks of %s: what was your own part, and what would you do differently today?", quoted(t.Term))
	case t.Level == Named:
		return fmt.Sprintf("You name %s: where did you use it last, and for what?", quoted(t.Term))
	}
	return fmt.Sprintf("What have you done that is nearest to %s, and how would you close the gap?", quoted(t.Term))
}

// advice says what to make of how far a term is met. Where it is not shown, the
// question of the term is to follow.
func (t Term) advice() string {
	switch {
	case t.held && t.Level >= Shown:
		return "You say that you hold it."
	case t.held && t.Level == Named:
		return "It stands in a list. If you hold it, say so under your certificates or studies, with its year; if not, expect this:"
	case t.held:
		return "If you hold it, say so, with its year; if not, expect this:"
	case t.Level == Measured:
		return "Shown, with a figure of what came of it."
	case t.Level == Shown:
		return "Shown by what you did. A figure of what came of it would be stronger still."
	case t.Level == Named:
		return "Only named. If you have done this, say in which job; if not, expect this:"
	}
	return "If you have done this, say where; if not, expect this:"
}

// termOf lists a demand with how far it is met.
func (c *comparison) termOf(d demand, best int, level Level, met []mention) Term {
	o := d.options[best]
	t := Term{Term: d.text, Level: level, Evidence: []Evidence{}, Questions: []string{}, stress: d.stress, held: o.credential}
	if rule := c.role.find(o.signal); rule != nil {
		t.Signal, t.Questions = rule.ID.string, slices.Clone(rule.questions)
	}
	if len(met) > 0 {
		sortByLevel(met)
		t.Evidence = evidenceOf(c.doc, met)
	}
	t.Why, t.Ask = t.advice(), t.question()
	return t
}

func joinWords(words []string) string { return strings.Join(words, ", ") }
