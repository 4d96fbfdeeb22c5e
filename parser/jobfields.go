package parser

import (
	"slices"
	"strings"
)

// settle decides title, company and place of all entries together: what the
// words do not say, the order that the other entries keep does.
func (r *jobReader) settle() {
	all := make([][]fragment, len(r.jobs))
	titleFirst, pairs, open := 0.0, 0, 0
	commaForm := false // an entry is headed "Clerk, ACME Ltd": the others are too
	for i, h := range r.heads {
		all[i] = fragmentsOf(h.lines)
		if ns := named(all[i]); h.company == "" && len(ns) == 2 && ns[0].line == ns[1].line && ns[0].comma && ns[1].comma {
			commaForm = true
		}
		if h.company == "" && len(named(all[i])) == 1 && !(i > 0 && (spanWithin(r.jobs[i], r.jobs[i-1]) || adjoins(r.jobs[i], r.jobs[i-1]) || adjoins(r.jobs[i-1], r.jobs[i]))) {
			open++
			if _, _, ok := cutPair(named(all[i])[0].text); ok {
				pairs++
			}
		}
	}
	for i := range all {
		// "Clerk, ACME" is how the entries of this document are headed.
		if commaForm || pairs*2 > open && pairs > 1 || len(r.jobs) == 1 && pairs == 1 {
			all[i] = splitPairs(all[i])
		}
		if names := named(all[i]); len(names) >= 2 {
			titleFirst += (names[0].title - names[0].company) - (names[1].title - names[1].company)
		}
	}
	for i := range r.jobs {
		j, h := &r.jobs[i], r.heads[i]
		j.Title, j.Company, j.Location = trimEdges(h.title), trimEdges(h.company), trimEdges(h.location)
		if p := cutAt(j.Title); j.Company == "" && len(p) == 2 && titleScore(p[0]) >= 3 {
			j.Title, j.Company = trimEdges(p[0]), trimEdges(leftOver.ReplaceAllString(p[1], "")) // "Post: Clerk at ACME"
		}
		assign(j, all[i], titleFirst >= 0)
		j.Company = trimEdges(timeInBrackets.ReplaceAllString(j.Company, ""))
		j.Company, j.Location = placeOff(departmentOff(j.Company), j.Location)
		j.Company, j.Location = placeOff(addressOff(j.Company), j.Location)
		if name, rest, ok := strings.Cut(j.Location, ", "); ok && j.Company == "" && j.Title != "" && !isPlace(name) && !cityState.MatchString(j.Location) {
			j.Company, j.Location = name, rest // "Carter Voss, Bradford"
		}
		if j.Company == "" {
			if a, b, ok := cutPair(j.Title); ok && (!r.inherits(i) || companyScore(b) >= 1.4) {
				j.Title, j.Company = a, b
			}
		}
		if j.Company == "" && j.Title != "" && !r.inherits(i) {
			r.byWeight(j, h)
		}
		j.Title = trimEdges(stillThere.ReplaceAllString(j.Title, ""))
		if head, rest, ok := strings.Cut(j.Title, ", "); ok && department.MatchString(rest) && titleScore(head) >= 3 {
			j.Title = head
		}
		if i > 0 && j.Company == "" && j.Title != "" {
			r.inherit(i)
		}
	}
	r.dropEmpty()
}

var (
	department = compile(`(?i)^(?:the\s+)?(?:dep(?:ar)?t(?:ment|t)?\.?|division|section|faculty|unit)\s+of\s`)
	address    = compile(`(?i)^(?:no|plot|door|flat|shop|unit|off|opp|near|via|rue|calle|rua|avenida|strada|p\.?\s?o\.?)\b|\b(?:streets?|str|st|roads?|rd|avenue|ave|lane|marg|floor|bldg|building|buildings|towers?|house|plaza|block|sector|nagar|colony|complex|box|highway|industrial (?:area|estate)|bazar|chowk|platz|office)\.?$|\b(?:phase|sector|gali|ward|block)[\s.-]*(?:no\.?\s*)?[\dIVX]+\b|^\d+(?:[/-]\d+)?\s|\s\d+$|(?:straße|strasse)\b`)
)

// timeInBrackets is how long a job was held, in brackets behind the employer.
var timeInBrackets = compile(`(?i)\s*\([\d.,\s]+(?:years?|yrs?|months?|mos?)\.?[^()]*\)`)

// departmentOff takes the department off the front of an employer: "Department
// of Surgery, Hillside Hospital".
func departmentOff(s string) string {
	if head, rest, ok := strings.Cut(s, ", "); ok && department.MatchString(head) && (companyScore(rest) >= 1.4 || schoolNoun.MatchString(rest)) {
		return rest
	}
	return s
}

// addressOff takes a street and what follows it off the end of an employer:
// "ACME Ltd, Tower House, Mill Road".
func addressOff(s string) string {
	parts := strings.Split(s, ",")
	for i := 1; i < len(parts); i++ {
		if p := strings.TrimSpace(parts[i]); address.MatchString(p) && !legalForm.MatchString(p) {
			return strings.Join(parts[:i], ",")
		}
	}
	return s
}

// byWeight parts "ACME Foods Senior Designer", where nothing but the bold of one
// half tells employer and title apart.
func (r *jobReader) byWeight(j *Job, h jobHead) {
	for _, e := range h.lines {
		head := e.line.boldPrefix()
		if head == "" || !strings.HasPrefix(j.Title, head) {
			continue
		}
		a, b := trimEdges(head), trimEdges(j.Title[len(head):])
		switch {
		case a == "" || b == "":
		case titleScore(b) >= 3 && titleScore(a) < titleScore(b):
			j.Title, j.Company = b, a
		case titleScore(a) >= 3:
			j.Title, j.Company = a, b
		}
		return
	}
}

// boldPrefix returns the text in bold with which a line begins, if it goes on in
// another weight.
func (l *Line) boldPrefix() string {
	if len(l.Words) == 0 {
		return strings.TrimSpace(l.style.label)
	}
	n := 0
	for n < len(l.Words) && l.Words[n].Bold {
		n++
	}
	if n == 0 || n == len(l.Words) {
		return ""
	}
	return joinWords(l.Words[:n])
}

var stillThere = compile(`(?i)\s*[(\[]\s*(?:current(?:ly)?|present(?:ly)?|at present|till date|till now)(?: working)?\s*[)\]]\s*$`)

// assign gives an entry's fragments to its fields.
func assign(j *Job, fs []fragment, titleFirst bool) {
	var names []fragment
	for _, f := range fs {
		switch {
		case f.place && f.company < 3:
			if j.Location == "" {
				j.Location = f.text
			}
		default:
			names = append(names, f)
		}
	}
	if j.Title == "" && j.Company == "" {
		best, score := -1, 0.0
		for i := range names {
			for k := range names {
				if i == k {
					continue
				}
				s := names[i].title - names[i].company + names[k].company - names[k].title
				if names[k].at {
					s += 3
				}
				if (i < k) == titleFirst {
					s++
				}
				s -= 0.6 * float64(i+k) // what comes first in a head is what it is about
				if names[i].line == names[k].line && i != k && names[i].line > 0 {
					s -= 0.2
				}
				if best < 0 || s > score {
					best, score = i*len(names)+k, s
				}
			}
		}
		if best >= 0 {
			j.Title, j.Company = names[best/len(names)].text, names[best%len(names)].text
			return
		}
	}
	for _, f := range names {
		switch {
		case j.Title == "" && (f.title > f.company && !f.at || j.Company != ""):
			j.Title = f.text
		case j.Company == "":
			j.Company = f.text
		}
		if j.Title != "" && j.Company != "" {
			return
		}
	}
}

// inherit gives a role the company of the entry above where that is the
// employer of several roles: its dates span those of the role, or it names a
// company and no title.
func (r *jobReader) inherit(i int) {
	if r.inherits(i) {
		prev, j := &r.jobs[i-1], &r.jobs[i]
		j.Company = prev.Company
		if j.Location == "" {
			j.Location = prev.Location
		}
	}
}

func (r *jobReader) inherits(i int) bool {
	if i == 0 || r.jobs[i-1].Company == "" {
		return false
	}
	j, prev := r.jobs[i], r.jobs[i-1]
	return prev.Title == "" || spanWithin(j, prev) || adjoins(j, prev) || adjoins(prev, j)
}

func splitPairs(fs []fragment) []fragment {
	var out []fragment
	for _, f := range fs {
		if title, company, ok := cutPair(f.text); ok && !f.place && !department.MatchString(company) {
			a, b := f, f
			a.text, a.title, a.company = title, 5, 0
			b.text, b.title, b.company = company, 0, 5
			out = append(out, a, b)
			continue
		}
		out = append(out, f)
	}
	return out
}

func spanWithin(a, b Job) bool {
	return !a.Start.IsZero() && !b.Start.IsZero() && !before(a.Start, b.Start) && (b.End.Present || !a.End.Present && !before(b.End, a.End))
}

// adjoins reports whether a ended when b began: a promotion.
func adjoins(a, b Job) bool {
	return !a.End.IsZero() && !b.Start.IsZero() && !a.End.Present && months(b.Start)-months(a.End) <= 2 && months(b.Start) >= months(a.End)
}

func months(d Date) int { return d.Year*12 + max(d.Month, 1) }

func before(a, b Date) bool {
	if a.Present || b.Present {
		return !a.Present && b.Present
	}
	if a.Month == 0 || b.Month == 0 {
		return a.Year < b.Year
	}
	return months(a) < months(b)
}

// dropEmpty removes entries without a name, and the head of an employer whose
// roles follow as entries of their own.
func (r *jobReader) dropEmpty() {
	var out []Job
	for i, j := range r.jobs {
		if j.Title == "" && j.Company == "" {
			continue
		}
		if j.Title == "" && i+1 < len(r.jobs) && r.jobs[i+1].Company == j.Company && r.jobs[i+1].Title != "" &&
			(len(j.Bullets) == 0 || len(j.Bullets) <= 2 && spanWithin(r.jobs[i+1], j)) {
			r.jobs[i+1].Line = j.Line
			continue
		}
		out = append(out, j)
	}
	r.jobs = []Job{}
	for _, j := range out {
		if k := r.twin(j); k >= 0 {
			if !richer(j, r.jobs[k]) {
				continue
			}
			r.jobs = slices.Delete(r.jobs, k, k+1)
		}
		if k := r.detailed(j); k >= 0 {
			r.jobs[k].Title = j.Title
			r.jobs[k].Bullets = append(r.jobs[k].Bullets, j.Bullets...)
			continue
		}
		r.jobs = append(r.jobs, j)
	}
}

// detailed returns the job read so far that has dates and no title, and of which
// j, without dates, tells the rest; -1 if there is none.
func (r *jobReader) detailed(j Job) int {
	if !j.Start.IsZero() || !j.End.IsZero() || j.Company == "" {
		return -1
	}
	return slices.IndexFunc(r.jobs, func(k Job) bool {
		return k.Title == "" && !(k.Start.IsZero() && k.End.IsZero()) && alikeNames(j.Company, k.Company)
	})
}

// twin returns the job read so far that is the same as j, told twice: once in
// an overview, once in detail; -1 if there is none.
func (r *jobReader) twin(j Job) int {
	for i, k := range r.jobs {
		sameMonths := j.Start.Month > 0 && alikeNames(j.Company, k.Company)
		if j.Title != "" && k.Title != "" && !alikeNames(j.Title, k.Title) && !alikeNames(j.Title, k.Company) && !sameMonths {
			continue // two roles at the same time
		}
		if j.Start.IsZero() || j.Start.Year != k.Start.Year || j.Start.Month != k.Start.Month || j.End != k.End {
			continue
		}
		if (len(j.Bullets) == 0 || len(k.Bullets) == 0) && (alikeNames(j.Company, k.Company) || alikeNames(j.Title, k.Title) || alikeNames(j.Company, k.Title) || alikeNames(j.Title, k.Company)) {
			return i
		}
	}
	return -1
}

// richer reports whether job a says more than b.
func richer(a, b Job) bool {
	score := func(j Job) int {
		n := len(j.Bullets)
		if j.Title != "" {
			n += 3
		}
		if j.Company != "" {
			n += 3
		}
		return n
	}
	return score(a) > score(b)
}

// nameWords returns the words of a name without its legal form: "Delta" of
// "Delta Pvt.Ltd".
func nameWords(s string) []string {
	var out []string
	for _, t := range tokensOf(s) {
		for _, w := range strings.FieldsFunc(t, func(r rune) bool { return r == '.' || r == '-' || r == '/' }) {
			if !legalForm.MatchString(w) {
				out = append(out, w)
			}
		}
	}
	return out
}

// alikeNames reports whether one of two names holds the words of the other.
func alikeNames(a, b string) bool {
	ta, tb := nameWords(a), nameWords(b)
	if len(ta) > len(tb) {
		ta, tb = tb, ta
	}
	if len(ta) == 0 {
		return false
	}
	for _, t := range ta {
		if !slices.Contains(tb, t) {
			return false
		}
	}
	return true
}
