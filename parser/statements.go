package parser

import (
	"strings"
)

// statementsOf says what each line is part of. Every line belongs to exactly
// one statement.
func statementsOf(d *Document) []Statement {
	heads := map[int]bool{}
	for _, e := range d.heads {
		heads[e] = true
	}
	job, project := spans(len(d.Lines)), spans(len(d.Lines))
	for i, j := range d.Jobs {
		job.fill(j.Line, j.Last, i)
	}
	for i, p := range d.Projects {
		project.fill(p.Line, p.Last, i)
	}
	out := []Statement{}
	for i, l := range d.Lines {
		role := roleOf(l, heads[i])
		if n := len(out); n > 0 {
			s := &out[n-1]
			prev := d.Lines[s.Lines[len(s.Lines)-1]]
			joins := l.style.continues && !l.Heading && l.style.hidden == s.Hidden && s.Section == l.Section && s.Role != RoleHeading && s.Role != RoleContact &&
				(role == RoleProse || role == RoleList || role == s.Role) && !l.style.bullet && job[i] == s.Job && project[i] == s.Project
			if joins && prev.style.region == l.style.region || joins && prev.Page != l.Page {
				s.Text = joinText(s.Text, l.Text)
				s.Lines = append(s.Lines, i)
				continue
			}
		}
		text := l.Text
		if l.style.bullet {
			text = stripBullet(text)
		}
		text = strings.ReplaceAll(text, "\t", " ")
		out = append(out, Statement{Text: text, Lines: []int{i}, Section: l.Section, Role: role, Job: job[i], Project: project[i], Hidden: l.style.hidden})
	}
	return out
}

// joinText joins two lines of a paragraph; a word broken by a hyphen stays broken, as printed.
func joinText(a, b string) string {
	b = strings.ReplaceAll(b, "\t", " ")
	if brokenAtHyphen(a, b) {
		return a + b
	}
	return a + " " + b
}

var (
	dateHead = compile(`(?:^|\s)\d{1,2}-(?:\d{1,2}-)?$`)
	yearTail = compile(`^(?:\d{1,2}-)?(?:19|20)\d\d\b`)
)

// brokenAtHyphen reports whether two lines are broken within a word, or within a
// date: "10-06-" over "2015".
func brokenAtHyphen(a, b string) bool {
	return strings.HasSuffix(a, "-") && startsLower(b) || dateHead.MatchString(a) && yearTail.MatchString(b)
}

// paragraphsOf joins the lines from to end that are printed lines of one
// paragraph. Of each it returns the first line with the whole text, and the id
// of the last line.
func paragraphsOf(d *Document, from, end int) (paras []Line, last []int) {
	for i := from; i < end; i++ {
		l := d.Lines[i]
		if n := len(paras); n > 0 && l.style.continues && !l.Heading && !l.style.bullet && !d.Lines[i-1].style.row &&
			(d.Lines[i-1].style.region == l.style.region || d.Lines[i-1].Page != l.Page) {
			paras[n-1].Text = strings.TrimRight(paras[n-1].Text, " ")
			if brokenAtHyphen(paras[n-1].Text, l.Text) {
				paras[n-1].Text += l.Text
			} else {
				paras[n-1].Text += " " + l.Text
			}
			paras[n-1].style.links = append(paras[n-1].style.links[:len(paras[n-1].style.links):len(paras[n-1].style.links)], l.style.links...)
			last[n-1] = i
			continue
		}
		paras, last = append(paras, l), append(last, i)
	}
	return paras, last
}

// index maps a line to its entry, -1 for none.
type lineIndex []int

func spans(n int) lineIndex {
	x := make(lineIndex, n)
	for i := range x {
		x[i] = -1
	}
	return x
}

func (x lineIndex) fill(from, to, v int) {
	for i := max(from, 0); i <= to && i < len(x); i++ {
		x[i] = v
	}
}

var stackLabel = compile(`(?i)^\W*(?:tech(?:nical|nology|nologies)?\s*(?:stack|used|environment)?|stack|environment|tools?(?:\s*(?:used|&|and)\s*\w+)*|technologies used|software(?:\s*used)?|skills(?:\s*used)?|languages?|databases?|frameworks?|platforms?|built with|keywords|operating systems?)\s*[:–-]`)

func roleOf(l Line, head bool) Role {
	text := stripBullet(l.Text)
	switch {
	case l.Heading:
		return RoleHeading
	case l.Section == Contact:
		if wordCount(text) > 12 && !strings.ContainsAny(text, "@|") {
			return RoleProse
		}
		return RoleContact
	case l.Section == References:
		return RoleContact
	case head:
		return RoleHead
	case l.Section == Skills || l.Section == Languages || l.Section == Courses || l.Section == Interests:
		if wordCount(text) > 14 && strings.Count(text, ",") < 4 {
			return RoleProse
		}
		return RoleList
	case stackLabel.MatchString(text) || isEnumeration(text):
		return RoleList
	case l.style.bullet:
		return RoleBullet
	}
	return RoleProse
}

// isEnumeration reports whether a text only lists names: "Go, Kafka, PostgreSQL".
func isEnumeration(s string) bool {
	items := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",|/;•·\t", r) })
	if len(items) < 3 {
		return false
	}
	long := 0
	for _, it := range items {
		if wordCount(it) > 3 {
			long++
		}
	}
	return long == 0
}
