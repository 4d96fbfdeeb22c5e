package scorer

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"shortlist/index"
	"shortlist/parser"
)

// related is from how much on a title tells of the same kind of work.
const related = 0.4

// fieldOf returns the field of work of a title, and the group of fields near to
// it. What stands in brackets or after a comma says it more closely, "Engineer
// (Electrical)", if it is near to what stands before: an "Accountant (IT
// services)" is none of IT.
func (r *postingRules) fieldOf(title string) (group, field string) {
	core := coreOf(title)
	group, field = r.fieldIn(core)
	if g, f := r.fieldIn(strings.TrimPrefix(title, core)); f != "" && (field == "" || g == group) {
		return g, f
	}
	return group, field
}

// fieldIn returns the field of work that a text names: of several words the
// last one decides.
func (r *postingRules) fieldIn(text string) (group, field string) {
	tokens := index.Tokens(text)
	best, length := -1, 0
	for _, f := range r.fields {
		for i := range tokens {
			n := f.words.at(tokens, i)
			if n == 1 && byWord(tokens[i]) == "it" && tokens[i].Text != "IT" {
				continue
			}
			if n > 0 && (i+n > best || i+n == best && n > length) {
				best, length, group, field = i+n, n, f.group, f.field
			}
		}
	}
	return group, field
}

var asideRE = regexp.MustCompile(`\s*[(\[|,].*|\s+[-–—]\s.*`)

// coreOf leaves out of a title what stands in brackets or after a dash.
func coreOf(title string) string { return strings.TrimSpace(asideRE.ReplaceAllString(title, "")) }

// words returns the stems of a title that say what the work is about, and those
// that say what one is.
func (r *postingRules) titleWords(title string) (about, heads []string) {
	for _, t := range index.Tokens(title) {
		switch {
		case r.heads.is(t) || slices.ContainsFunc(r.seniority, func(x rankedWords) bool { return x.words.is(t) }):
			heads = append(heads, fold(t.Stem))
		case r.stop.is(t) || !hasLetter(t.Text) || len(t.Text) == 1:
		default:
			about = append(about, fold(t.Stem))
		}
	}
	return about, heads
}

// alike tells how far a title held is one of the work asked for, from 0 to 1.
func (r *postingRules) alike(asked, held string) float64 {
	if asked == "" || held == "" {
		return 0
	}
	about, heads := r.titleWords(coreOf(asked))
	heldAbout, heldHeads := r.titleWords(held)
	if len(about) == 0 {
		if _, field := r.fieldOf(asked); field == "" {
			return wordShare(heads, heldHeads) / 2
		}
		about, _ = r.titleWords(asked)
		if wordShare(about, heldAbout) < 1 {
			heldAbout = nil // one of the words in brackets says little
		}
	}
	words := wordShare(about, heldAbout)
	if words == 1 && wordShare(heads, heldHeads) == 1 {
		return 1
	}
	group, field := r.fieldOf(asked)
	heldGroup, heldField := r.fieldOf(held)
	switch {
	case field != "" && field == heldField:
		return max(words, 0.8)
	case field != "" && group == heldGroup:
		return max(words*0.8, related)
	case field != "" && heldField != "":
		return words / 4 // the same word in another kind of work
	}
	return words
}

// bySigns is how far a title that says nothing of the kind of work, such as
// "Site Engineer", is alike where the rest of the resume says it.
const bySigns = 0.5

// alike tells how far the title of a job is one of the work asked for, from 0 to 1.
func (c *comparison) alike(job int) float64 {
	r, asked, held := c.postings, c.posting.title, heldTitle(c.doc.Jobs[job])
	x := r.alike(asked, held)
	if _, own := r.fieldOf(held); x < bySigns && own == "" && c.signsOf(job) {
		return bySigns
	}
	return x
}

// signsOf reports whether a job whose title says nothing of the kind of work is
// one of that asked for, by what was done there, by what the person claims to be
// or, under a title of the same rank, has studied.
func (c *comparison) signsOf(job int) bool {
	r, asked := c.postings, c.posting.title
	group, field := r.fieldOf(asked)
	if c.shows(job) {
		return true
	}
	switch {
	case field == "":
		return false
	case group == computing:
		return c.trade.jobs[job]
	}
	text, _ := c.headline()
	if _, claimed := r.fieldOf(text); claimed == field {
		return true
	}
	_, heads := r.titleWords(asked)
	about, heldHeads := r.titleWords(heldTitle(c.doc.Jobs[job]))
	return len(about) <= 1 && wordShare(heads, heldHeads) > 0 && c.studied(field) != nil
}

// computing is the group of fields of those who work with software.
const computing = "computing"

// studied returns the studies of a field of work; nil if there are none.
func (c *comparison) studied(field string) *parser.School {
	for i, school := range c.doc.Education {
		if _, f := c.postings.fieldOf(school.Degree); f == field && field != "" {
			return &c.doc.Education[i]
		}
	}
	return nil
}

// wordShare is how many of the words stand among others, from 0 to 1.
func wordShare(words, among []string) float64 {
	if len(words) == 0 {
		return 0
	}
	n := 0
	for _, w := range words {
		if slices.Contains(among, w) {
			n++
		}
	}
	return float64(n) / float64(len(words))
}

// Of the points for a title, what the level has where the posting names one.
const levelShare = 0.25

// heldTitle is the title of a job; where none was told apart, the words of its head.
func heldTitle(j parser.Job) string { return cmp.Or(j.Title, j.Company) }

// title compares the titles held with the one asked.
func (c *comparison) title() JobPart {
	p := JobPart{Asked: c.posting.title}
	if p.Asked == "" {
		return p
	}
	p.Max = 1
	r := c.postings
	best := -1
	like := 0.0
	rank, level := -1, ""
	for i, j := range c.doc.Jobs {
		held := heldTitle(j)
		x := c.alike(i)
		if x > like {
			best, like = i, x
		}
		if l := r.levelOf(held); x >= related && l.name != "" && l.rank > rank {
			rank, level = l.rank, l.name
		}
	}
	if text, line := c.headline(); best < 0 || like < related && text != "" {
		if text != "" {
			p.Found, p.Evidence = text, lineEvidence(c.doc, line)
			p.Points = claimedShare * r.alike(p.Asked, text)
			p.Why = "You call yourself so, and no title of a job says it: half. Where a job was that, say so in its title."
			return p
		}
		if _, field := r.fieldOf(p.Asked); len(c.doc.Jobs) == 0 {
			if school := c.studied(field); school != nil {
				p.Found, p.Evidence, p.Points = school.Degree, lineEvidence(c.doc, school.Line), related
				p.Why = "You studied it, and no job of the resume has a title yet. Work you did beside your studies counts: give it a title and dates."
				return p
			}
		}
		p.Why = "No job of the resume has a title of this kind of work. If one was that, say so in its title or its first line; if not, say in a sentence why you change."
		return p
	}
	j := c.doc.Jobs[best]
	p.Found = heldTitle(j)
	p.Evidence = lineEvidence(c.doc, j.Line)
	switch {
	case like >= 0.99 && c.posting.seniority.name != "" && rank < 0:
		p.Why = "You have held this title, but for its level."
	case like >= 0.99:
		p.Why = "You have held this title."
	case like >= 0.8:
		p.Why = "You have held a title of the same kind of work."
	case like == bySigns:
		p.Why = "Your titles do not say what kind of work it was; the rest of the resume speaks for it: half. Say it in the title or the first line of the job."
	case like >= related:
		p.Why = "You have held a title of a kind of work near to it."
	default:
		p.Why = "Your titles share a word with it, and little else."
	}
	p.Points = like
	asked := c.posting.seniority
	if asked.name == "" || like < related {
		return p
	}
	by := "titles"
	if rank < 0 {
		rank, level = rankAfter(c.yearsIn())
		by = "years"
	}
	fit := 1.0
	switch {
	case rank < asked.rank-1:
		fit = 0
		p.Why += fmt.Sprintf(" It is of the level %s, and your %s say %s.", asked.name, by, level)
	case rank < asked.rank:
		fit = 0.5
		p.Why += fmt.Sprintf(" It is of the level %s, one above what your %s say: %s.", asked.name, by, level)
	case by == "years":
		p.Why += fmt.Sprintf(" Your titles name no level; your years say %s.", level)
	}
	p.Points = like * (1 - levelShare + levelShare*fit)
	return p
}

// What a resume says of itself without a job that shows it counts a half.
const claimedShare = 0.5

// selfRE matches what a person says to be at the beginning of a summary.
var selfRE = regexp.MustCompile(`(?i)^\W*(?:(?:an?|i am an?|i'm an?)\s+)?([\pL.+#/& -]{3,60}?)\s+(?:with|having|around|who|of|for|in|offering)\b`)

// headline returns the title of this kind of work that a person bears in the
// lines under the name or at the beginning of the summary; "" if none.
func (c *comparison) headline() (title string, line int) {
	const lines, words = 8, 8
	summary := false
	for i, s := range c.statements {
		if len(s.Lines) == 0 || c.listing[s] {
			continue
		}
		text := ""
		switch {
		case s.Section == parser.Contact && i < lines && len(s.tokens) <= words && !strings.ContainsAny(s.Text, "@:"):
			text = s.Text
		case s.Section == parser.Summary && s.Role != parser.RoleHeading && !summary:
			summary = true
			if m := selfRE.FindStringSubmatch(s.Text); m != nil {
				text = m[1]
			}
		}
		if text != "" && !c.matcher.scope.wishes.within(index.Tokens(text)) && c.postings.heads.within(index.Tokens(text)) && c.postings.alike(c.posting.title, text) >= related {
			return text, s.Lines[0]
		}
	}
	return "", -1
}

// rankAfter is the level that years of work stand for where titles name none.
func rankAfter(years float64) (rank int, level string) {
	switch {
	case years < 2:
		return 1, "junior"
	case years < 5:
		return 2, "mid"
	}
	return 3, "senior"
}

func lineEvidence(doc *parser.Document, line int) []Evidence {
	if line < 0 || line >= len(doc.Lines) {
		return nil
	}
	l := doc.Lines[line]
	return []Evidence{{Line: line, Page: l.Page, Box: l.Box, Quote: l.Text}}
}

// How many of the posting's terms a job must show to count as one of its kind
// of work whatever its title, and which share of all.
const (
	fewestShown = 3
	shareShown  = 0.25
)

func (c *comparison) shows(job int) bool {
	return c.shown[job] >= fewestShown && float64(c.shown[job]) >= shareShown*float64(len(c.terms))
}

// inField reports whether a job is of the kind of work that is asked for.
func (c *comparison) inField(job int) bool { return c.shows(job) || c.alike(job) >= related }

// yearsIn counts the years in jobs of the kind of work asked for, what overlaps once.
func (c *comparison) yearsIn() float64 {
	var jobs []parser.Job
	for i, j := range c.doc.Jobs {
		if c.inField(i) {
			jobs = append(jobs, j)
		}
	}
	return float64(historyOf(jobs, monthOf(c.structure.now())).months) / 12
}

var claimedRE = regexp.MustCompile(`(?i)\b(\d{1,2}(?:\.\d)?|` + smallNumbers + `)\s*\+?\s*(?:plus\s+)?(?:years?|yrs?)\b[^.;]{0,60}\bexperience\b|\bexperience\b[^.;]{0,30}?\b(\d{1,2}(?:\.\d)?|` + smallNumbers + `)\s*\+?\s*(?:years?|yrs?)\b`)

// years compares the years of experience asked with those in dated jobs.
func (c *comparison) years() JobPart {
	asked := c.posting.years
	if asked == 0 {
		return JobPart{}
	}
	have := c.yearsIn()
	p := JobPart{Asked: yearsText(asked), Found: yearsText(have), Max: 1}
	switch {
	case have >= asked:
		p.Points, p.Why = 1, "Your dated jobs of this kind of work add up to that; what overlaps counts once."
	case have > 0:
		p.Points = have / asked
		p.Why = "This is what your dated jobs of this kind of work add up to; what overlaps counts once. If there is more, say when it was."
	default:
		p.Found = ""
		p.Why = "No dated job of the resume is of this kind of work. If one is, give it its dates and a title that says so."
		if said, line := c.claimedYears(); said > 0 && c.title().Points >= related {
			p.Found, p.Points, p.Evidence = yearsText(said)+", in your own words", claimedShare*math.Min(1, said/asked), lineEvidence(c.doc, line)
			p.Why = "You say so, and no dated job of this kind shows it: half. Give the jobs their dates."
		}
	}
	return p
}

// claimedYears returns the years of experience of which the resume itself speaks.
func (c *comparison) claimedYears() (years float64, line int) {
	for _, s := range c.statements {
		if s.Job >= 0 || len(s.Lines) == 0 || c.listing[s] {
			continue
		}
		if m := claimedRE.FindStringSubmatch(s.Text); m != nil {
			return smallNumber(m[1] + m[2]), s.Lines[0]
		}
	}
	return 0, -1
}

// yearsText is a time in years, to the half.
func yearsText(years float64) string {
	if years < 1 {
		return count(int(math.Round(years*12)), "month")
	}
	half := math.Round(years*2) / 2
	if half == math.Trunc(half) {
		return count(int(half), "year")
	}
	return fmt.Sprintf("%.1f years", half)
}

// degree compares the degrees held with the one asked.
func (c *comparison) degree() JobPart {
	asked := c.posting.degree
	if asked.rank == 0 {
		return JobPart{}
	}
	p := JobPart{Asked: asked.level, Max: 1}
	if len(asked.subjects) > 0 {
		p.Asked += " in " + strings.Join(asked.subjects, " or ")
	}
	r := c.postings
	for _, school := range c.doc.Education {
		st := parser.Statement{Text: school.Degree}
		s := prepare(&st, index.Tokens(school.Degree), false, quantities{})
		if len(s.tokens) == 0 {
			continue
		}
		rank := 0
		for _, d := range r.degreesIn(s, span{0, len(s.tokens)}, func(span) bool { return true }) {
			rank = max(rank, d.rank)
		}
		points, why := 0.0, ""
		switch in := r.sameSubject(asked, s.tokens); {
		case rank >= asked.rank && in:
			points, why = 1, "You hold it."
		case rank >= asked.rank:
			points, why = 0.2, "You hold a degree of that level, in another subject. If your studies held some of it, name those courses."
		case rank > 0 && rank == asked.rank-1 && in:
			points, why = 0.5, "Yours is one step below what is asked."
		}
		if points > p.Points {
			p.Points, p.Why, p.Found, p.Evidence = points, why, school.Degree, lineEvidence(c.doc, school.Line)
		}
	}
	if p.Why == "" {
		p.Why = "No such degree was found among your studies. If you hold one, write its name out; if not, say what stands in its place."
	}
	return p
}

// sameSubject reports whether a degree held is in one of the subjects asked.
func (r *postingRules) sameSubject(asked degree, held []index.Token) bool {
	if len(asked.subjects) == 0 {
		return true
	}
	for _, subject := range asked.subjects {
		words := index.Tokens(subject)
		content := 0
		shared := 0
		for _, w := range words {
			if r.small(w) {
				continue
			}
			content++
			if slices.ContainsFunc(held, func(t index.Token) bool { return fold(t.Stem) == fold(w.Stem) }) {
				shared++
			}
		}
		if content > 0 && (shared == content || shared > 0 && shared*2 >= content && !strings.EqualFold(words[len(words)-1].Text, "engineering")) {
			return true
		}
		_, field := r.fieldOf(subject)
		texts := make([]string, len(held))
		for i, t := range held {
			texts[i] = t.Text
		}
		if _, own := r.fieldOf(strings.Join(texts, " ")); field != "" && field == own {
			return true
		}
	}
	return false
}

func (r *postingRules) small(t index.Token) bool { return r.light.is(t) || r.stop.is(t) }

// languages compares the languages spoken with those asked.
func (c *comparison) languages() JobPart {
	var asked, met, missing []string
	required := slices.ContainsFunc(c.posting.languages, func(l languageAsked) bool { return !l.preferred })
	p := JobPart{}
	for _, l := range c.posting.languages {
		if l.preferred && required {
			continue
		}
		asked = append(asked, l.name)
		if line, ok := c.speaks(l.name); ok {
			met = append(met, l.name)
			p.Evidence = append(p.Evidence, lineEvidence(c.doc, line)...)
		} else {
			missing = append(missing, l.name)
		}
	}
	if len(asked) == 0 {
		return p
	}
	p.Asked, p.Found, p.Max = joinWords(asked), joinWords(met), 1
	p.Points = float64(len(met)) / float64(len(asked))
	p.Why = "The resume speaks of all of them."
	if len(missing) > 0 {
		p.Why = fmt.Sprintf("Nothing on %s. If you speak it, say how well.", joinWords(missing))
	}
	return p
}

// speaks reports whether a resume names a language as spoken, or is written in it.
func (c *comparison) speaks(language string) (line int, ok bool) {
	for _, l := range c.doc.Languages {
		if strings.EqualFold(l.Name, language) {
			return l.Line, true
		}
	}
	words := index.Tokens(language)
	for _, s := range c.statements {
		if !phrase(words).standsIn(s.tokens) || len(s.Lines) == 0 || s.base == Absent && s.Section != parser.Contact || c.listing[s] || c.matcher.scope.denied(s, 0) {
			continue
		}
		if s.Section == parser.Languages || spokenRE.MatchString(s.Text) {
			return s.Lines[0], true
		}
	}
	return -1, language == "English" && c.inEnglish()
}

// inEnglish reports whether the resume is written in English.
func (c *comparison) inEnglish() bool {
	small, all := 0, 0
	for _, s := range c.statements {
		for _, t := range s.tokens {
			switch byWord(t) {
			case "and", "the", "of", "for", "with", "to":
				small++
			}
			all++
		}
	}
	return all > 20 && small*25 > all
}

// place compares where the work is with where the person lives. It counts for
// nothing: people move.
func (c *comparison) place() (JobPart, bool) {
	p := JobPart{ID: "location", Label: "Place", Asked: c.posting.place, Found: c.doc.Location}
	if c.posting.remote != "" {
		p.Asked = strings.TrimPrefix(p.Asked+", "+c.posting.remote, ", ")
	}
	switch {
	case p.Asked == "":
		return p, false
	case c.posting.remote == "remote" && c.posting.place == "":
		p.Why = "The work can be done from elsewhere."
	case c.doc.Location == "":
		p.Why = "The resume does not say where you live. If it is near, say so."
	case sameTown(c.posting.place, c.doc.Location):
		p.Why = "You live there."
	case c.posting.remote == "remote":
		p.Why = "You live elsewhere, and the work can be done remotely; ask from which countries."
	default:
		p.Why = "You live elsewhere. If you would move, say so in a line."
	}
	return p, true
}

func sameTown(a, b string) bool {
	first, _, _ := strings.Cut(a, ",")
	return phrase(index.Tokens(first)).standsIn(index.Tokens(b))
}
