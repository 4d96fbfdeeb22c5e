package scorer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"shortlist/parser"
)

// The checks of what is told under jobs and projects.

// deeds are the statements under jobs, projects and volunteer work that tell
// what was done.
type deeds struct {
	bullets, prose []parser.Statement
}

// fewestWords is what running text needs to say something; less is a name, a
// place or the row of a table.
const fewestWords = 4

func deedsOf(doc *parser.Document) deeds {
	var d deeds
	for _, s := range doc.Statements {
		if !underWork(s) || label(s.Text) || isList(&s) || onRequestRE.MatchString(s.Text) {
			continue
		}
		switch s.Role {
		case parser.RoleBullet:
			d.bullets = append(d.bullets, s)
		case parser.RoleProse:
			if len(strings.Fields(s.Text)) >= fewestWords {
				d.prose = append(d.prose, s)
			}
		}
	}
	return d
}

// underWork reports whether a statement stands where work is told: under a job
// or project, or among the achievements that a functional resume has instead.
func underWork(s parser.Statement) bool {
	switch s.Section {
	case parser.Experience, parser.Projects, parser.Volunteering:
		return true
	case parser.Awards, parser.Other:
		_, deed, labeled := strings.Cut(s.Text, ": ")
		return opensWithPast(s.Text) || labeled && opensWithPast(deed)
	}
	return s.Job >= 0 || s.Project >= 0
}

// onRequestRE matches the line about references that stands after the last entry.
var onRequestRE = regexp.MustCompile(`(?i)^\W*references?\b.{0,40}\brequest\b`)

var keyRE = regexp.MustCompile(`^\S+(?: \S+){0,2}\s*[:\t]`)

// label reports whether a statement is no deed but a label, such as
// "Responsibilities:", or a label with a word or two, such as "Client: Contoso".
func label(text string) bool {
	text = strings.TrimSpace(text)
	return strings.HasSuffix(text, ":") || keyRE.MatchString(text) && len(strings.Fields(text)) < 8
}

// told returns what the checks of wording look at, bullets where there are
// any, else the passages of running text; and what to call one.
func (d deeds) told() ([]parser.Statement, string) {
	if len(d.bullets) > 0 {
		return d.bullets, "bullet"
	}
	return d.prose, "passage"
}

// untold is the outcome of a check of wording where nothing is told.
func (r *reading) untold() outcome {
	if n := len(r.doc.Jobs); n > 0 {
		return outcome{
			status:   Fail,
			reason:   fmt.Sprintf("Under %s no line says what you did.", ofAll(n, n, "job")),
			fix:      "Write three to five bullets under each of the last jobs, each one thing you did and what came of it.",
			evidence: r.quote(r.doc.Jobs[0].Line),
		}
	}
	if projects := r.sectionsOf(parser.Projects); len(projects) > 0 {
		return outcome{
			status:   Fail,
			reason:   "Projects are named, but no line says what you did in them.",
			fix:      "Write two to four bullets under each project, each one thing you built, decided or solved in it.",
			evidence: r.quote(projects[0].Line),
		}
	}
	return outcome{
		status:   Fail,
		reason:   "There is no job or project yet that says what you did, down to the last line.",
		fix:      "Describe what you have built, organized or solved, at college, as an intern or on your own, in three to five bullets each.",
		evidence: r.last(),
	}
}

// unjudged is the outcome of the other checks of wording then, which need not
// say it all again.
func (r *reading) unjudged() outcome {
	o := r.untold()
	return outcome{status: Fail, reason: "There is no line yet that could be judged by this.", fix: bulletsFirst, evidence: o.evidence}
}

// bulletsFirst is the fix of the checks of wording where nothing is told.
const bulletsFirst = "Write the lines first that the check “Bullets” asks for."

func (r *reading) bullets() outcome {
	if len(r.deeds.bullets)+len(r.deeds.prose) == 0 {
		return r.untold()
	}
	const fix = "Break the text into bullets: one deed each, one or two lines, the most telling first."
	if len(r.deeds.bullets) == 0 {
		return r.noBullets(fix)
	}
	if walls := r.walls(); len(walls) > 0 {
		longest := slices.MaxFunc(walls, func(a, b wall) int { return a.words - b.words })
		return outcome{
			status: Warn,
			reason: fmt.Sprintf("Besides %s there %s of running text; the longest has %d words.", count(len(r.deeds.bullets), "bullet"),
				verb(len(walls), "is 1 block", fmt.Sprintf("are %d blocks", len(walls))), longest.words),
			fix:      fix,
			evidence: r.quoteStatement(longest.longest),
		}
	}
	return passed("What you did is told in %s.", count(len(r.deeds.bullets), "bullet"))
}

// noBullets tells passages as short as bullets, of which only the marks are
// missing, from running text.
func (r *reading) noBullets(fix string) outcome {
	prose := r.deeds.prose
	o := outcome{
		status: Fail,
		reason: fmt.Sprintf("What you did is told in running text: %s and no bullet.", count(len(prose), "passage")),
		fix:    fix,
	}
	long := slices.ContainsFunc(prose, func(s parser.Statement) bool {
		return float64(len(strings.Fields(s.Text))) > r.limits["bullet-max"]
	})
	if !long && len(prose) > 2 {
		o.status = Warn
		o.reason = fmt.Sprintf("What you did stands in %s, none with a bullet mark that a machine could read.", count(len(prose), "short passage"))
		o.fix = "Make each of them an item of a list, with the bullets of your word processor or a typed “•”."
	}
	for _, s := range first(prose, 2) {
		o.evidence = append(o.evidence, r.quoteStatement(s)...)
	}
	return o
}

// wall is a block of running text.
type wall struct {
	longest    parser.Statement
	statements int
	words      int
}

// add puts one more statement into the block.
func (w *wall) add(s parser.Statement) {
	n := len(strings.Fields(s.Text))
	if w.statements == 0 || n > len(strings.Fields(w.longest.Text)) {
		w.longest = s
	}
	w.statements++
	w.words += n
}

// walls returns the blocks of running text that are longer than a reader takes
// in at a glance. Statements whose lines follow each other are one block; a
// block of short ones is a list, however long.
func (r *reading) walls() []wall {
	const listed = 12 // words of a statement of a list, at most
	var out []wall
	var block wall
	end := func() {
		if float64(block.words) > r.limits["wall-words"] && block.words >= listed*block.statements {
			out = append(out, block)
		}
		block = wall{}
	}
	next := -1
	for _, s := range r.deeds.prose {
		if len(s.Lines) == 0 {
			continue
		}
		if s.Lines[0] != next {
			end()
		}
		block.add(s)
		next = s.Lines[len(s.Lines)-1] + 1
	}
	end()
	return out
}

func (r *reading) bulletLength() outcome {
	told, noun := r.deeds.told()
	switch {
	case len(told) == 0:
		return r.unjudged()
	case !r.english():
		return skipped("The %ss are not in English, the only language for which this measure is known here.", noun)
	}
	low, high := int(r.limits["bullet-min"]), int(r.limits["bullet-max"])
	var short, long []parser.Statement
	for _, s := range told {
		switch n := len(strings.Fields(s.Text)); {
		case n < low:
			short = append(short, s)
		case n > high:
			long = append(long, s)
		}
	}
	fit := len(told) - len(short) - len(long)
	part := float64(fit) / float64(len(told))
	if part >= r.limits["bullet-share"] {
		return passed("%s %d to %d words.", share(fit, len(told), noun, "has", "have"), low, high)
	}
	o := outcome{
		status: Warn,
		reason: fmt.Sprintf("%s outside %d to %d words: %s.", share(len(told)-fit, len(told), noun, "is", "are"), low, high, shortAndLong(len(short), len(long))),
		fix:    "Give the short ones their object and their outcome, and split the long ones at the “and”.",
	}
	if part < r.limits["bullet-share"]/2 {
		o.status = Fail
	}
	for _, s := range append(first(long, 2), first(short, 3)...) {
		o.evidence = append(o.evidence, r.quoteStatement(s)...)
	}
	return o
}

func shortAndLong(short, long int) string {
	switch {
	case long == 0:
		return fmt.Sprintf("%d shorter", short)
	case short == 0:
		return fmt.Sprintf("%d longer", long)
	}
	return fmt.Sprintf("%d shorter, %d longer", short, long)
}

func first(s []parser.Statement, n int) []parser.Statement {
	return slices.Clone(s[:min(n, len(s))])
}

// notVerbs end like verbs of doing and are none.
var notVerbs = wordSet(`experienced skilled based proven detailed advanced embedded distributed related indeed need
	during including excluding being having according regarding concerning following engineering marketing accounting
	manufacturing building during nothing something anything everything hundred dedicated talented seasoned certified
	limited united accomplished motivated oriented organized willing outstanding morning evening spring string ring king`)

// opening returns the verb of doing with which a statement begins, in its base
// form. Words not listed count as verbs by their ending, so that rare ones are
// not missed; adverbs, "to" and "I" before the verb are passed over.
func (v verbs) opening(text string) (base string, ok bool) {
	words := openingWords(text)
	for len(words) > 1 && passedOver(words[0]) && v[words[0]] == "" {
		words = words[1:]
	}
	if len(words) == 0 {
		return "", false
	}
	w := words[0]
	base, known := v[w], v[w] != ""
	if !known {
		base, known = v[strings.ReplaceAll(w, "-", "")], v[strings.ReplaceAll(w, "-", "")] != ""
	}
	switch {
	case known && base == w && len(words) > 1 && words[1] == "of":
		return "", false // "Design of …", a noun
	case known:
		return base, true
	case notVerbs[w]:
		return "", false
	case len(w) >= 5 && strings.HasSuffix(w, "ed"), len(w) >= 6 && strings.HasSuffix(w, "ing"):
		return w, true
	}
	return "", false
}

func passedOver(w string) bool {
	switch w {
	case "to", "i", "also", "then", "have", "has", "had", "was", "we":
		return true
	}
	return len(w) > 4 && strings.HasSuffix(w, "ly")
}

var wordRE = regexp.MustCompile(`[\pL\pN]+(?:[-'’][\pL\pN]+)*`)

// openingWords returns the first words of a text in lower case.
func openingWords(text string) []string {
	words := wordRE.FindAllString(text, 5)
	for i, w := range words {
		words[i] = strings.ToLower(w)
	}
	return words
}

func (r *reading) actionVerbs() outcome {
	told, noun := r.deeds.told()
	switch {
	case len(told) == 0:
		return r.unjudged()
	case !r.english():
		return skipped("The %ss are not in English, the only language whose verbs are known here.", noun)
	}
	used := make(map[string][]parser.Statement)
	var without []parser.Statement
	for _, s := range told {
		if base, ok := r.verbs.opening(s.Text); ok {
			used[base] = append(used[base], s)
		} else {
			without = append(without, s)
		}
	}
	with := len(told) - len(without)
	part := float64(with) / float64(len(told))
	if part < r.limits["verb-share"] {
		o := outcome{
			status: Warn,
			part:   0.8 * part / r.limits["verb-share"],
			reason: fmt.Sprintf("%s with a verb of doing.", share(with, len(told), noun, "begins", "begin")),
			fix:    "Begin with what you did: built, measured, negotiated, repaired, taught. The verb you would use to tell a colleague is the right one.",
		}
		if with == 0 {
			o.status = Fail
		}
		for _, s := range first(without, 3) {
			o.evidence = append(o.evidence, r.quoteStatement(s)...)
		}
		return o
	}
	if base := mostUsed(used); float64(len(used[base])) > r.limits["same-verb"]*float64(len(told)) && len(used[base]) > 2 {
		o := outcome{
			status: Warn,
			reason: fmt.Sprintf("%s with a form of %s.", share(len(used[base]), len(told), noun, "begins", "begin"), quoted(base)),
			fix:    "Say what each one was in particular; the same verb every time hides the difference.",
		}
		for _, s := range first(used[base], 3) {
			o.evidence = append(o.evidence, r.quoteStatement(s)...)
		}
		return o
	}
	return passed("%s with a verb of doing.", share(with, len(told), noun, "begins", "begin"))
}

func mostUsed(used map[string][]parser.Statement) string {
	most := ""
	for base, s := range used {
		if n := len(used[most]); len(s) > n || len(s) == n && base < most {
			most = base
		}
	}
	return most
}

// The commonest small words of English, and those of its neighbors.
var (
	englishWords = wordSet("the and of to with for in on by from as at")
	foreignWords = wordSet("und der die das den dem des von für mit bei zu im am et de la le les du pour dans avec par sur y el los las con para por e do da dos das com di il del della per van het een voor met og av til på för och med")
)

// fewForeign is how many small words of another language may be names.
const fewForeign = 3

// foreignHeadings are words of headings in other languages that the parser knows.
var foreignHeadings = wordSet(`berufserfahrung berufspraxis werdegang lebenslauf ausbildung bildung kenntnisse fähigkeiten sprachen sprachkenntnisse weiterbildung ehrenamt interessen
	expérience expériences professionnelle professionnelles compétences langues diplômes loisirs experiencia laboral educación formación habilidades competencias idiomas
	experiência experiências profissional formação competências habilidades esperienza esperienze istruzione formazione competenze lingue
	werkervaring opleiding opleidingen vaardigheden talen doświadczenie wykształcenie umiejętności języki erfarenhet utbildning erfaring utdanning uddannelse`)

// english reports whether the resume is in English, by its headings and by whose
// small words it has more of. Too little text to say counts as English.
func (r *reading) english() bool {
	headings := 0
	for _, s := range r.doc.Sections {
		if slices.ContainsFunc(wordsOf(s.Heading), func(w string) bool { return foreignHeadings[w] }) {
			headings++
		}
	}
	if headings > 1 && 2*headings >= len(r.doc.Sections) {
		return false
	}
	english, foreign := 0, 0
	for _, s := range r.doc.Statements {
		if s.Role != parser.RoleBullet && s.Role != parser.RoleProse {
			continue
		}
		for _, w := range wordsOf(s.Text) {
			if englishWords[w] {
				english++
			}
			if foreignWords[w] {
				foreign++
			}
		}
	}
	return foreign < fewForeign || english >= foreign
}

func (r *reading) measuredBullets() outcome {
	told, noun := r.deeds.told()
	switch {
	case len(told) == 0:
		return r.unjudged()
	case !r.english():
		return skipped("The %ss are not in English, the only language whose figures in words are known here.", noun)
	}
	measured := 0
	var without []parser.Statement
	for _, s := range told {
		if len(r.numbers.of(s.Text)) > 0 {
			measured++
		} else {
			without = append(without, s)
		}
	}
	part := float64(measured) / float64(len(told))
	reason := share(measured, len(told), noun, "carries", "carry") + " a figure; dates, versions and years of service are not counted."
	if part >= r.limits["figure-share"] {
		return passed("%s", reason)
	}
	o := outcome{
		status: Warn,
		part:   0.9 * part / r.limits["figure-share"],
		reason: reason,
		fix: fmt.Sprintf("Add a figure to %s: how many, how often, how long, how much, or before and after. An honest estimate is fine if you can say how you came by it.",
			more(missingFigures(len(told), measured, r.limits["figure-share"]), measured, noun)),
	}
	if measured == 0 {
		o.status = Fail
	}
	for _, s := range first(without, 3) {
		o.evidence = append(o.evidence, r.quoteStatement(s)...)
	}
	return o
}

// more is a number of things beside those that there are: "1 bullet", "2 more bullets".
func more(n, have int, noun string) string {
	if have > 0 {
		noun = "more " + noun
	}
	return count(n, noun)
}

// missingFigures is how many more statements need a figure to reach the share.
func missingFigures(all, measured int, share float64) int {
	n := 0
	for float64(measured+n) < share*float64(all) {
		n++
	}
	return n
}
