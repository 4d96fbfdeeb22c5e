package scorer

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"shortlist/parser"
)

// The readability checks: what a machine gets out of the file.

// notices returns the notices of that id.
func (r *reading) notices(id string) []parser.Notice {
	var out []parser.Notice
	for _, n := range r.doc.Notices {
		if n.ID == id {
			out = append(out, n)
		}
	}
	return out
}

// noticed turns the reader's notices of that id into a warning.
func (r *reading) noticed(id, fix string) (outcome, bool) {
	notices := r.notices(id)
	if len(notices) == 0 {
		return outcome{}, false
	}
	reason := notices[0].Text
	if more := len(notices) - 1; more > 0 {
		reason += fmt.Sprintf(" There %s of the kind.", verb(more, "is 1 more", fmt.Sprintf("are %d more", more)))
	}
	o := outcome{status: Warn, reason: reason, fix: fix}
	for _, n := range notices {
		at := r.quote(n.Line)
		if len(at) == 0 {
			at = r.firstOn(n.Page) // it is about the page
		}
		if len(at) > 0 && !slices.ContainsFunc(o.evidence, func(e Evidence) bool { return e.Line == at[0].Line }) {
			o.evidence = append(o.evidence, at...)
		}
	}
	o.evidence = o.evidence[:min(len(o.evidence), maxEvidence)]
	return o, true
}

// compared reports whether two readers looked at a PDF: one that takes the
// text as the file has it, and one that follows the page.
func (r *reading) compared() bool { return !r.docx() && r.doc.Agreement >= 0 }

func (r *reading) textLayer() outcome {
	words, pages := r.words(), max(r.doc.File.Pages, 1)
	if o, ok := r.noticed("text-layer", fixPicture); ok {
		if 2*len(r.notices("text-layer")) >= pages {
			o.status = Fail
		}
		return o
	}
	if r.docx() {
		return passed("A Word document holds its words as text; %s were read.", count(words, "word"))
	}
	if float64(words) < r.limits["page-words"]*float64(pages) {
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("Only %s could be read on %s; the rest may be a picture.", count(words, "word"), count(pages, "page")),
			fix:      fixPicture,
			evidence: r.last(),
		}
	}
	if r.compared() {
		return passed("%s were read as text on %s, and no page is a picture.", capitalize(count(words, "word")), count(pages, "page"))
	}
	return skipped("%s were read as text on %s. Whether a page holds words as a picture besides cannot be seen by the one reader that looked.",
		capitalize(count(words, "word")), count(pages, "page"))
}

const fixPicture = "Export the PDF from the program you wrote it in, rather than scanning or printing it as a picture. Words you can select with the mouse are text."

// fontsDecode finds letters that came out as none: the replacement character,
// private-use characters within words, control characters.
func (r *reading) fontsDecode() outcome {
	const fix = "Export the PDF again with embedded standard fonts, and copy the line out of it into a plain text editor to see whether it reads right."
	if o, ok := r.noticed("fonts-decode", fix); ok {
		return o
	}
	var bad []int
	for _, l := range r.doc.Lines {
		if strings.ContainsFunc(l.Text, undecoded) {
			bad = append(bad, l.ID)
		}
	}
	switch {
	case len(bad) > 0:
		return outcome{
			status:   Warn,
			reason:   fmt.Sprintf("%s %s characters that are no letters: their font does not say what they stand for.", capitalize(count(len(bad), "line")), verb(len(bad), "holds", "hold")),
			fix:      fix,
			evidence: r.quote(bad...),
		}
	case r.docx():
		return passed("A Word document stores letters, not shapes; all of them were read.")
	case r.compared():
		return passed("Two readers got the same letters and words out of the file.")
	}
	return skipped("No unreadable character was met. Whether a letter was lost in between shows only beside a second reading of the page.")
}

func undecoded(c rune) bool {
	return c == unicode.ReplacementChar || unicode.Is(unicode.Co, c) || unicode.IsControl(c) && c != '\t' && c != '\n'
}

const (
	fixColumns = "Put everything into one column; a second column for skills or contact details is what most often gets read across."
	fixPlaces  = "Set it as plain text in the order in which it is to be read, without text boxes, frames or table cells around it, and export again."
)

// readingOrder grades what a machine gets that takes the words in the order in
// which the file draws them.
func (r *reading) readingOrder() outcome {
	if o, ok := r.noticed("reading-order", fixPlaces); ok {
		if slices.ContainsFunc(r.notices("reading-order"), func(n parser.Notice) bool { return n.Cause == parser.AcrossColumns }) {
			o.fix = fixColumns
		}
		if !r.compared() {
			return o
		}
		lost, most := 1-r.doc.Agreement, 1-r.limits["order-agreement"]
		if o.part = 0.9 * (1 - lost/most); o.part <= 0 {
			o.status = Fail
		}
		return o
	}
	switch {
	case r.docx():
		return passed("A Word document keeps its paragraphs in one order.")
	case r.compared():
		return passed("The file holds its words in the order in which the page shows them.")
	}
	return skipped("The order in which a machine takes the words can only be judged beside a second reading that follows the page.")
}

// partLines returns the lines of a part of the document and their share of its words.
func (r *reading) partLines(where parser.Part) (lines []int, part float64) {
	words := 0
	for _, l := range r.doc.Lines {
		if l.Part == where {
			lines = append(lines, l.ID)
			words += len(strings.Fields(l.Text))
		}
	}
	return lines, float64(words) / float64(max(r.words(), 1))
}

func (r *reading) tables() outcome {
	const fix = "Set what stands in the table as plain lines, one entry below the other, with tabs where you want columns."
	lines, part := r.partLines(parser.PartTable)
	if len(lines) == 0 {
		if o, ok := r.noticed("tables", fix); ok {
			return o
		}
		switch {
		case r.docx():
			return passed("No text stands in a table.")
		case r.compared():
			return passed("No table with a grid was found that holds text together.")
		}
		return skipped("A PDF does not say what is a table; that can only be judged beside a second reading that follows the page.")
	}
	o := outcome{
		status:   Warn,
		reason:   fmt.Sprintf("%s of the words stand in table cells. Some systems read a table cell by cell, others row by row, and some drop it.", percent(part)),
		fix:      fix,
		evidence: r.quote(lines...),
	}
	if part >= r.limits["table-share"] {
		o.status = Fail
	}
	return o
}

func (r *reading) textBoxes() outcome {
	const fix = "Move the text of the boxes into the body of the document. In Word, click the edge of the box, cut its text and paste it as a paragraph."
	if !r.docx() {
		return skipped("A PDF has no text boxes; this is asked of Word documents only.")
	}
	lines, part := r.partLines(parser.PartTextBox)
	if len(lines) == 0 {
		if o, ok := r.noticed("text-boxes", fix); ok {
			return o
		}
		return passed("No text stands in a text box, frame or drawing.")
	}
	o := outcome{
		status:   Warn,
		reason:   fmt.Sprintf("%s of the words stand in text boxes, which many systems leave out.", percent(part)),
		fix:      fix,
		evidence: r.quote(lines...),
	}
	if held := r.contactsAmong(lines); len(held) > 0 {
		o.status = Fail
		o.reason = fmt.Sprintf("%s %s in a text box, which many systems leave out.", capitalize(join(held)), verb(len(held), "stands", "stand"))
	} else if part >= r.limits["box-share"] {
		o.status = Fail
	}
	return o
}

func (r *reading) headerFooter() outcome {
	const fix = "Move what matters into the body of the first page. Page numbers may stay where they are."
	place, skipping := "in the page header or footer", "which many systems skip"
	if !r.docx() {
		if !r.compared() {
			return skipped("A PDF does not say what is a page header; that can only be judged by a reading that follows the page.")
		}
		place, skipping = "at the head or foot of the pages", "where many systems leave out what is repeated"
	}
	header, _ := r.partLines(parser.PartHeader)
	footer, _ := r.partLines(parser.PartFooter)
	all := append(header, footer...)
	held := r.contactsAmong(all)
	lines := r.telling(all, slices.Contains(held, yourName))
	if len(lines) == 0 {
		return passed("Nothing stands %s that would be missed.", place)
	}
	o := outcome{
		status:   Warn,
		reason:   fmt.Sprintf("%s %s %s, %s.", capitalize(count(len(lines), "line")), verb(len(lines), "stands", "stand"), place, skipping),
		fix:      fix,
		evidence: r.quote(lines...),
	}
	if len(held) > 0 {
		o.status = Fail
		o.reason = fmt.Sprintf("%s %s only %s, %s.", capitalize(join(held)), verb(len(held), "stands", "stand"), place, skipping)
	}
	return o
}

// runningRE matches what is printed on each page beside a name: what the
// document is, the number of the page, and when it was made.
var runningRE = regexp.MustCompile(`(?i)\b(?:curriculum vitae|c\.?v|resume|page|of|last|updated|revised|on|in|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b|\br[ée]sum[ée]`)

// telling leaves out lines that hold nothing but what is printed on each page:
// the name, unless it stands there alone, the page number and the date.
func (r *reading) telling(lines []int, withName bool) []int {
	name := wordSet(strings.ToLower(r.doc.Name))
	var out []int
	for _, id := range lines {
		rest := strings.ToLower(runningRE.ReplaceAllString(r.doc.Lines[id].Text, " "))
		if slices.ContainsFunc(strings.Fields(rest), func(w string) bool {
			w = strings.TrimFunc(w, unicode.IsPunct)
			return !noLetters(w) && (withName || !name[w])
		}) {
			out = append(out, id)
		}
	}
	return out
}

const yourName = "your name"

// contactsAmong says which of name, e-mail and phone stand in these lines and
// in no other.
func (r *reading) contactsAmong(lines []int) []string {
	if len(lines) == 0 {
		return nil
	}
	inside := make(map[int]bool)
	for _, id := range lines {
		inside[id] = true
	}
	var held []string
	for _, c := range []struct {
		what string
		on   func(line string) bool
	}{
		{yourName, func(line string) bool { return holdsFolded(line, r.doc.Name) }},
		{"your e-mail address", func(line string) bool { return holdsFolded(line, r.doc.Email) }},
		{"your phone number", func(line string) bool { return holdsPhone(line, r.doc.Phone) }},
	} {
		in, out := false, false
		for _, l := range r.doc.Lines {
			if c.on(l.Text) {
				in, out = in || inside[l.ID], out || !inside[l.ID]
			}
		}
		if in && !out {
			held = append(held, c.what)
		}
	}
	return held
}

func holdsFolded(line, what string) bool {
	return what != "" && strings.Contains(foldSpace(line), foldSpace(what))
}

func foldSpace(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(s)), " ")
}

// holdsPhone reports whether the line shows the number, country code or not.
func holdsPhone(line, phone string) bool {
	want := onlyDigits(phone)
	if len(want) < 7 {
		return false
	}
	return strings.Contains(onlyDigits(line), want[max(0, len(want)-8):])
}

func onlyDigits(s string) string {
	return strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, s)
}

// toMachineRE matches text that tells a machine what to do with the resume.
var toMachineRE = regexp.MustCompile(`(?i)\b(?:ignore|disregard|forget) (?:all |any )?(?:the )?(?:previous|prior|above|earlier) (?:instructions?|prompts?)\b|\b(?:chatgpt|gpt|llm|language model|ai (?:model|assistant|system|recruiter|screener))s?\b[^.]{0,40}\b(?:rank|rate|score|recommend|select|shortlist|hire) (?:this|the|me)\b|\bsystem prompt:|\brecommend this candidate\b`)

// mayAddressMachine spares most lines the search for the whole pattern.
func mayAddressMachine(line string) bool {
	lower := strings.ToLower(line)
	return slices.ContainsFunc([]string{"ignore", "disregard", "forget", "gpt", "llm", "language model", "ai ", "system prompt", "this candidate"},
		func(cue string) bool { return strings.Contains(lower, cue) })
}

func (r *reading) hiddenText() outcome {
	for _, l := range r.doc.Lines {
		if !mayAddressMachine(l.Text) {
			continue
		}
		if m := toMachineRE.FindString(l.Text); m != "" {
			o := outcome{
				status:   Fail,
				reason:   fmt.Sprintf("%s is addressed to a machine, not to a reader. Whoever finds it will stop reading.", quoted(m)),
				fix:      "Delete that text.",
				evidence: r.quote(l.ID),
			}
			o.evidence[0].Words = []string{m}
			return o
		}
	}
	if o, ok := r.noticed("hidden-text", "Delete the hidden text, or make it visible if it says something about you."); ok {
		if !slices.ContainsFunc(r.notices("hidden-text"), func(n parser.Notice) bool { return n.Cause != parser.OffPage }) {
			o.fix = "Bring the text back inside the margins of the page, and look at the file once more as a reader sees it."
			return o
		}
		o.status = Fail
		return o
	}
	switch {
	case r.docx():
		return passed("No text is formatted as hidden, white or tiny.")
	case r.compared():
		return passed("All of the text can be seen: none is drawn without ink, in the color of the page, too small, or outside of it.")
	}
	return skipped("No text speaks to a machine. Whether text is covered or drawn in white shows only beside a second reading of the page.")
}

// nameRE matches what file names collect on the way: copies, drafts, defaults.
var nameRE = regexp.MustCompile(`(?i)\b(?:untitled|document\s?\d*|doc\s?\d+|new microsoft word document|scan(?:ned)?\s?\d*|img\s?\d+|copy|final|draft|latest|updated?|new|old|edited|modified)\b|\(\d+\)`)

func (r *reading) fileKind() outcome {
	name := r.doc.File.Name
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
	stem := strings.TrimSuffix(name, filepath.Ext(name))
	kind := map[string]string{"pdf": "a PDF", "docx": "a Word document"}[r.doc.File.Kind]
	if kind == "" || name == "" || name == "-" {
		return skipped("No file name came with the document, so there is none to judge.")
	}
	if ext != r.doc.File.Kind && (ext == "pdf" || ext == "docx" || ext == "doc") {
		return outcome{
			status: Warn,
			reason: fmt.Sprintf("The name ends in .%s, but the file is %s.", ext, kind),
			fix:    fmt.Sprintf("Rename it so that it ends in .%s.", r.doc.File.Kind),
		}
	}
	if o, ok := r.noticed("file-kind", "Export or print it as a PDF once more from the program you wrote it in."); ok {
		return o
	}
	if m := nameRE.FindString(strings.NewReplacer("_", " ", "-", " ").Replace(stem)); m != "" {
		return outcome{
			status: Warn,
			reason: fmt.Sprintf("The file is called %s; %s tells a recruiter about your folders rather than about you.", quoted(name), quoted(m)),
			fix:    fmt.Sprintf("Call it by your name and the work you do, such as First-Last-Backend-Engineer.%s.", r.doc.File.Kind),
		}
	}
	return passed("%s is %s of %s, not locked.", quoted(name), kind, size(r.doc.File.Bytes))
}

func size(bytes int) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d kB", max(bytes/1000, 1))
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

func percent(share float64) string {
	if share < 0.01 {
		return "Less than 1%"
	}
	return fmt.Sprintf("%.0f%%", share*100)
}

// join lists things in a sentence: "a, b and c".
func join(s []string) string {
	if len(s) < 2 {
		return strings.Join(s, "")
	}
	return strings.Join(s[:len(s)-1], ", ") + " and " + s[len(s)-1]
}
