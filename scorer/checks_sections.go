package scorer

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"shortlist/parser"
)

// The checks of sections and their headings.

// sectionsOf returns the sections of a kind.
func (r *reading) sectionsOf(kind parser.Kind) []parser.Section {
	var out []parser.Section
	for _, s := range r.doc.Sections {
		if s.Kind == kind {
			out = append(out, s)
		}
	}
	return out
}

// standard reports whether a heading holds a word by which machines know the kind.
func (r *reading) standard(kind parser.Kind, heading string) bool {
	words := " " + strings.Join(wordsOf(heading), " ") + " "
	for _, w := range r.headings[kind] {
		if strings.Contains(words, " "+w+" ") {
			return true
		}
	}
	return false
}

// wordsOf returns the words of a text in lower case, without punctuation.
func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}

// section decides a section that is there; ok is false if it is not.
func (r *reading) section(kind parser.Kind, name string) (o outcome, ok bool) {
	sections := r.sectionsOf(kind)
	if len(sections) == 0 {
		return outcome{}, false
	}
	for _, s := range sections {
		if r.standard(kind, s.Heading) {
			return passed("%s heads it, a name that machines know.", quoted(s.Heading)), true
		}
	}
	first := sections[0]
	if above := r.headingAbove(first); first.Heading == "" && above.Heading != "" {
		if r.standard(kind, above.Heading) {
			return passed("%s heads it, a name that machines know.", quoted(above.Heading)), true
		}
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("%s stands above it, a name by which machines look for something else.", quoted(above.Heading)),
			fix:      fmt.Sprintf("Call it %s.", quoted(name)),
			evidence: r.quote(above.Line),
		}, true
	}
	if first.Heading == "" {
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("What reads as your %s stands under no heading.", strings.ToLower(name)),
			fix:      fmt.Sprintf("Put the heading %s above it.", quoted(name)),
			evidence: r.quote(first.Line),
		}, true
	}
	if !r.english() {
		return skipped("%s was taken for it. Of the names that machines know we can judge only the English ones.", quoted(first.Heading)), true
	}
	return outcome{
		status:   Warn,
		reason:   fmt.Sprintf("%s was taken for it, but few machines know that name.", quoted(first.Heading)),
		fix:      fmt.Sprintf("Call it %s.", quoted(name)),
		evidence: r.quote(first.Line),
	}, true
}

// headingAbove returns the section that is nothing but the heading right above another.
func (r *reading) headingAbove(below parser.Section) parser.Section {
	for _, s := range r.doc.Sections {
		if s.Line+1 == below.Line && s.End == below.Line {
			return s
		}
	}
	return parser.Section{}
}

// sectionCheck is what a check of a section asks and says.
type sectionCheck struct {
	kind   parser.Kind
	name   string                         // by which machines know it
	beside func(*reading) (outcome, bool) // what stands in for it
	fix    string                         // where nothing does
	none   string                         // what was not found
}

var (
	experienceCheck = sectionCheck{parser.Experience, "Experience", (*reading).insteadOfWork,
		"Give your jobs, internships or freelance work a section called “Experience”. If you have none yet, a section called “Projects” shows what you can do.", "work"}
	educationCheck = sectionCheck{parser.Education, "Education", func(r *reading) (outcome, bool) {
		if len(r.doc.Education) == 0 {
			return outcome{}, false
		}
		return r.elsewhere(countWas(len(r.doc.Education), "course of study")+" found, but under no heading of education.", "Put the heading “Education” above it.", r.doc.Education[0].Line), true
	}, "Add a section called “Education” with school, degree or certificate, and year. If you learned on the job, name your longest course or apprenticeship there.", "education"}
	skillsCheck = sectionCheck{parser.Skills, "Skills", func(r *reading) (outcome, bool) {
		if len(r.doc.Skills) == 0 {
			return outcome{}, false
		}
		return r.elsewhere(countWas(len(r.doc.Skills), "term")+" read as skills, but under no heading of skills.", "Put the heading “Skills” above them.", r.doc.Skills[0].Line), true
	}, "Add a section called “Skills” with the tools and methods you have really used, by group, in one or two lines each.", "skills"}
)

// of decides the check for a document.
func (c *sectionCheck) of(r *reading) outcome {
	if o, ok := r.section(c.kind, c.name); ok {
		return o
	}
	if o, ok := c.beside(r); ok {
		return o
	}
	return outcome{status: Fail, reason: fmt.Sprintf("No section of %s was found, down to the last line.", c.none), fix: c.fix, evidence: r.last()}
}

// elsewhere is the outcome where the entries of a section stand outside of it.
func (r *reading) elsewhere(reason, fix string, line int) outcome {
	return outcome{status: Warn, reason: capitalize(reason), fix: fix, evidence: r.quote(line)}
}

// insteadOfWork is the outcome where jobs stand under another heading, or
// projects have to do for them.
func (r *reading) insteadOfWork() (outcome, bool) {
	if len(r.doc.Jobs) > 0 {
		return r.jobsElsewhere(), true
	}
	if r.starting() {
		return skipped("You are at the start: education is recent and projects stand in for jobs. Once you have had an internship or a job, give it a section called “Experience”."), true
	}
	if projects := r.sectionsOf(parser.Projects); len(projects) > 0 {
		return r.elsewhere("No section of work was found; your projects have to stand in for it.",
			"If you have worked since, as an intern or freelance too, give it a section called “Experience”.", projects[0].Line), true
	}
	return outcome{}, false
}

// jobsElsewhere is the outcome where jobs stand outside of a section of work.
func (r *reading) jobsElsewhere() outcome {
	first := r.doc.Jobs[0].Line
	o := outcome{
		status:   Warn,
		reason:   fmt.Sprintf("%s found, but under no heading of work.", capitalize(countWas(len(r.doc.Jobs), "job"))),
		fix:      "Put the heading “Experience” above the first of your jobs.",
		evidence: r.quote(first),
	}
	for _, s := range r.doc.Sections {
		if s.Heading != "" && s.Line < first && first < s.End {
			o.reason = fmt.Sprintf("%s found under %s, a name by which machines do not look for work.", capitalize(countWas(len(r.doc.Jobs), "job")), quoted(s.Heading))
			o.fix = "Call that section “Experience”."
			o.evidence = r.quote(s.Line)
		}
	}
	return o
}

// starting reports whether this is somebody who has just finished studying, or
// is about to, and shows projects or volunteer work instead of jobs.
func (r *reading) starting() bool {
	shows := len(r.doc.Projects) > 0 || len(r.sectionsOf(parser.Projects)) > 0 || len(r.sectionsOf(parser.Volunteering)) > 0
	for _, s := range r.doc.Education {
		end := s.End
		if end.IsZero() {
			end = s.Start
		}
		if shows && (end.Present || end.Year >= r.today.Year-int(r.limits["recent-years"])) {
			return true
		}
	}
	return false
}

func countWas(n int, noun string) string {
	if noun == "course of study" && n != 1 {
		return fmt.Sprintf("%d courses of study were", n)
	}
	return count(n, noun) + verb(n, " was", " were")
}

// headingStyle is how the letters of a heading are set.
type headingStyle string

const (
	capitals  headingStyle = "capitals"
	titleCase headingStyle = "title case"
	lowerCase headingStyle = "lower case"
)

func styleOf(heading string) headingStyle {
	if strings.ToUpper(heading) == heading {
		return capitals
	}
	if strings.ToLower(heading) == heading {
		return lowerCase
	}
	return titleCase
}

func (r *reading) headingNames() outcome {
	var heads []parser.Section
	for _, s := range r.doc.Sections {
		if s.Heading != "" {
			heads = append(heads, s)
		}
	}
	if len(heads) == 0 {
		return outcome{
			status:   Fail,
			reason:   "No section heading was recognized, from the first line on.",
			fix:      "Give each part a heading on a line of its own: Summary, Experience, Education, Skills.",
			evidence: r.quote(0),
		}
	}
	var odd []parser.Section
	for _, s := range heads {
		if s.Kind == parser.Other && !r.standard(parser.Other, s.Heading) {
			odd = append(odd, s)
		}
	}
	if len(odd) >= int(r.limits["odd-headings"]) && r.english() {
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("%s are names that few machines know: %s. What stands under them is filed under nothing.", capitalize(ofAll(len(odd), len(heads), "heading")), quotedList(headings(odd), 3)),
			fix:      "Use the usual names where they fit (Experience, Projects, Education, Skills, Certifications, Awards), and fold the rest into those sections.",
			evidence: r.quote(linesOf(odd)...),
		}
	}
	if few, style := minority(r.known(heads)); len(few) > 0 {
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("Most headings are set in %s, but %s %s not.", style, quotedList(headings(few), 3), verb(len(few), "is", "are")),
			fix:      fmt.Sprintf("Set all headings in %s.", style),
			evidence: r.quote(linesOf(few)...),
		}
	}
	if len(heads) == 1 {
		return passed("The one heading found, %s, is one that machines know.", quoted(heads[0].Heading))
	}
	return passed("%s were found, those of the main sections set in one style.", capitalize(count(len(heads), "heading")))
}

// known leaves out headings of no kind: many of them head a part of an entry,
// and their style is another matter.
func (r *reading) known(heads []parser.Section) []parser.Section {
	var out []parser.Section
	for _, s := range heads {
		if s.Kind != parser.Other {
			out = append(out, s)
		}
	}
	return out
}

// minority returns the headings that are not set as most are, and how most are set.
func minority(heads []parser.Section) ([]parser.Section, headingStyle) {
	by := make(map[headingStyle][]parser.Section)
	for _, s := range heads {
		style := styleOf(s.Heading)
		by[style] = append(by[style], s)
	}
	most := capitals
	for _, style := range []headingStyle{titleCase, lowerCase} {
		if len(by[style]) > len(by[most]) {
			most = style
		}
	}
	var few []parser.Section
	for _, s := range heads {
		if styleOf(s.Heading) != most {
			few = append(few, s)
		}
	}
	return few, most
}

// headings returns what the sections are called, each name once.
func headings(sections []parser.Section) []string {
	var out []string
	for _, s := range sections {
		if !slices.Contains(out, s.Heading) {
			out = append(out, s.Heading)
		}
	}
	return out
}

func linesOf(sections []parser.Section) []int {
	out := make([]int, len(sections))
	for i, s := range sections {
		out[i] = s.Line
	}
	return out
}
