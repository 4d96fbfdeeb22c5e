package parser

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MachineView is what is known of how a machine reads a document that takes it
// as the file has it: of a PDF, the text in the order in which the file draws
// it; of a Word document, the paragraphs of the body. The ids of its notices:
//
//	text-layer     a page is a picture, or its text was laid under a picture
//	fonts-decode   letters that do not say what they stand for, icons in words,
//	               letters set apart, words that are split or joined
//	reading-order  words in another order than on the page: columns read across
//	               each other, parts that the file draws elsewhere
//	tables         content that a table's grid holds together
//	text-boxes     content in text boxes (Word)
//	header-footer  content that is repeated at the head or foot of pages, or
//	               stands in a header or footer (Word)
//	file-kind      one of our two engines could not read the file
//	hidden-text    text that a person does not see: without ink, in the color of
//	               what it stands on, tiny, off the page
//
// The notices are about the document; that there is none under an id means that
// nothing was found.
type MachineView struct {
	Agreement float64 // as Document.Agreement
	Notices   []Notice
}

// MachineView returns what a machine reads of the document.
func (d *Document) MachineView() MachineView { return MachineView{d.Agreement, d.Notices} }

// Amounts from which a notice is given.
const (
	displacedFew = 6   // words of a page that the file has elsewhere
	acrossFew    = 2   // rows of a page that are read across
	hiddenFew    = 3   // letters and digits; fewer are stray marks
	spacedFew    = 4   // letters of a word that are set apart
	scanShare    = 0.8 // of a page's words without ink: a scan
	acrossWords  = 3   // that an example quotes of each column
	exampleWords = 6   // words that an example quotes at most
)

// readWord is a word in its place in the reading order.
type readWord struct {
	Word
	line int
}

// pageView compares the readers on one page.
type pageView struct {
	number int
	page   *rawPage
	stream []Word     // in the order of the file; nil if only one reader read the page
	read   []readWord // in reading order
	pairs  wordPairs  // of read and stream
	lines  []Line
	out    []Notice
	text   []StreamWord // what the stream reader takes
}

// compare gives the document of a PDF its agreement and notices. Stream may be nil.
func (d *Document) compare(page, stream *rawPDF) {
	d.Agreement = -1
	same, total := 0, 0
	for i := range page.pages {
		v := &pageView{number: i + 1, page: &page.pages[i], lines: d.Lines}
		v.collect(d.Lines)
		switch {
		case v.page.untold:
			total += 2 * len(v.read)
			v.add("fonts-decode", v.firstLine(), "Page %d: one of two engines that read PDFs cannot tell the letters of this page, so some machines may not either.", v.number)
		case stream != nil && i < len(stream.pages):
			v.compareWith(&stream.pages[i], &same, &total)
		}
		v.fontNotices()
		v.pictureNotices()
		v.hiddenNotices()
		d.Notices = append(d.Notices, v.out...)
		d.Stream = append(d.Stream, v.text...)
	}
	if total > 0 {
		d.Agreement = 2 * float64(same) / float64(total)
	}
	d.Notices = append(d.Notices, tableNotices(d.Lines)...)
	d.Notices = append(d.Notices, marginNotices(d.Lines)...)
}

// halfRead tells that one of the two readers could not read the document.
var halfRead = Notice{ID: "file-kind", Line: -1, Text: "One of two engines that read PDFs could not read this file, so some machines may not either. Save or print it as a PDF once more."}

// collect takes the words of the page in reading order.
func (v *pageView) collect(lines []Line) {
	for _, l := range lines {
		if l.Page != v.number {
			continue
		}
		for _, w := range l.Words {
			v.read = append(v.read, readWord{w, l.ID})
		}
	}
}

// compareWith adds the words that are the same, and in the same order, and the
// words of both readers together. What the layout has set aside, such as page
// numbers, counts for neither.
func (v *pageView) compareWith(s *rawPage, same, total *int) {
	words := make([]Word, len(v.read))
	for i, w := range v.read {
		words[i] = w.Word
	}
	aside := pairWords(v.page.words, s.words)
	taken := map[Box]bool{}
	for _, w := range words {
		taken[w.Box] = true
	}
	for j, w := range s.words {
		if i, ok := aside.twin(j); ok && !taken[v.page.words[i].Box] {
			continue
		}
		v.stream = append(v.stream, w)
	}
	v.pairs = pairWords(words, v.stream)
	var at, order []int // stream index and reading place of the words that are the same
	for j, w := range v.stream {
		if i, ok := v.pairs.twin(j); ok && words[i].Text == w.Text {
			at, order = append(at, j), append(order, i)
		}
	}
	kept := increasing(order)
	*same += len(kept)
	*total += len(words) + len(v.stream)
	v.text = v.streamText(at, kept)
	v.orderNotices(at, order, kept)
}

func (v *pageView) add(id string, line int, format string, args ...any) *Notice {
	v.out = append(v.out, Notice{ID: id, Page: v.number, Line: line, Text: fmt.Sprintf(format, args...)})
	return &v.out[len(v.out)-1]
}

// orderNotices tells where the order of the file is not that of the page.
func (v *pageView) orderNotices(at, order, kept []int) {
	if v.acrossNotice(at, order) || len(order)-len(kept) < displacedFew {
		return
	}
	start, length := longestGap(kept, len(order))
	moved := order[start]
	text := quote(v.streamWords(at[start], at[start]+min(length, exampleWords)))
	line := v.read[moved].line
	switch {
	case start == 0:
		v.add("reading-order", line, "Page %d: the file begins with %s, which stands further down on the page.", v.number, text)
	case moved == 0:
		v.add("reading-order", line, "Page %d: the file has %s after %s, though the page begins with it.",
			v.number, text, quote(v.streamWords(at[start]-4, at[start])))
	default:
		v.add("reading-order", line, "Page %d: the file has %s after %s; on the page it follows on %s.",
			v.number, text, quote(v.streamWords(at[start]-4, at[start])), quote(v.readWords(moved-1, -4)))
	}
}

// acrossNotice tells of columns that are read across each other, with the
// fullest example, and reports whether there are any.
func (v *pageView) acrossNotice(at, order []int) bool {
	columns := textColumns(v.lines, v.number)
	across, line := 0, -1
	var left, right, both []string
	for k := 1; k < len(at); k++ {
		a, b := v.read[order[k-1]], v.read[order[k]]
		if order[k] == order[k-1]+1 || !v.otherColumn(a, b, columns) {
			continue
		}
		across++
		before, after := v.readWords(order[k-1], -acrossWords), v.readWords(order[k], acrossWords)
		if min(len(before), len(after)) > min(len(left), len(right)) {
			left, right, line = before, after, a.line
			both = v.streamWords(at[k]-len(before), at[k]+len(after))
		}
	}
	if across < acrossFew {
		return false
	}
	v.add("reading-order", line, "Page %d: columns are read across each other, in %d places. A machine reads %s in one go, where the page has %s and %s beside each other.",
		v.number, across, quote(both), quote(left), quote(right)).Cause = AcrossColumns
	return true
}

// otherColumn reports whether b stands in the column to the right of that of a,
// on the same row.
func (v *pageView) otherColumn(a, b readWord, columns map[int]bool) bool {
	from, to := v.lines[a.line].style.region, v.lines[b.line].style.region
	return from != to && columns[from] && columns[to] && b.Box.Left > a.Box.Right &&
		sharedShare(a.Box.Top, a.Box.Bottom, b.Box.Top, b.Box.Bottom) > 0.5
}

// Amounts that tell a column of text from the labels, values and dates of a list.
const (
	columnLines = 4
	columnWords = 3.5 // a line
)

// textColumns returns the regions of a page that are columns of running text.
func textColumns(lines []Line, page int) map[int]bool {
	count, words := map[int]int{}, map[int]int{}
	for _, l := range lines {
		if l.Page == page && !l.style.row {
			count[l.style.region]++
			words[l.style.region] += len(l.Words)
		}
	}
	out := map[int]bool{}
	for region, n := range count {
		out[region] = n >= columnLines && float64(words[region]) >= columnWords*float64(n)
	}
	return out
}

// longestGap returns where, among n values, most of those in a row are not kept.
func longestGap(kept []int, n int) (start, length int) {
	from := 0
	for _, k := range append(slices.Clone(kept), n) {
		if k-from > length {
			start, length = from, k-from
		}
		from = k + 1
	}
	return start, length
}

// streamWords returns words from from to before to in the order of the file.
func (v *pageView) streamWords(from, to int) []string {
	var out []string
	for j := max(from, 0); j < min(to, len(v.stream)); j++ {
		out = append(out, v.stream[j].Text)
	}
	return out
}

// readWords returns n words of the page from i on, or up to i if n is negative,
// as far as they stand on one line.
func (v *pageView) readWords(i, n int) []string {
	from, to := i, i+n
	if n < 0 {
		from, to = i+n+1, i+1
	}
	var out []string
	for k := max(from, 0); k < min(to, len(v.read)); k++ {
		if v.read[k].line == v.read[i].line {
			out = append(out, v.read[k].Text)
		}
	}
	return out
}

// quote returns words as an example.
func quote(words []string) string { return "“" + strings.Join(words, " ") + "”" }

// fontNotices tells which words lose letters, or are not read as one.
func (v *pageView) fontNotices() {
	v.lostLetters()
	v.splitWords()
	spaced, example, line := 0, "", -1
	for _, w := range v.read {
		if w.Spaced && utf8.RuneCountInString(w.Text) >= spacedFew {
			if spaced++; spaced == 1 {
				example, line = w.Text, w.line
			}
		}
	}
	if spaced > 0 {
		v.add("fonts-decode", line, "Page %d: the letters of “%s” are set apart (%s like that); many machines read them as single letters: “%s”.",
			v.number, example, counted(spaced, "word"), strings.Join(strings.Split(example, ""), " "))
	}
	for _, w := range v.read {
		if letterCount(w.Text) > 0 && slices.ContainsFunc(v.page.icons, func(b Box) bool { return touches(b, w.Word) }) {
			v.add("fonts-decode", w.line, "Page %d: an icon stands right at “%s”; a machine reads it as a stray sign in the word.", v.number, w.Text)
			return
		}
	}
}

// touches reports whether nothing stands between an icon and a word.
func touches(icon Box, w Word) bool {
	gap := max(w.Box.Left-icon.Right, icon.Left-w.Box.Right)
	return gap < wordGap*w.Size && gap > -0.5*w.Size && sharedShare(icon.Top, icon.Bottom, w.Box.Top, w.Box.Bottom) > 0.5
}

// lostLetters tells of letters that do not say what they stand for.
func (v *pageView) lostLetters() {
	lost, example, line := 0, "", -1
	for i, w := range v.read {
		n := w.lost
		if v.stream != nil {
			for _, j := range v.pairs.page[i] {
				n = max(n, v.stream[j].lost)
			}
		}
		if n > 0 {
			if lost++; lost == 1 {
				example, line = w.Text, w.line
			}
		}
	}
	switch {
	case lost > 0:
		v.add("fonts-decode", line, "Page %d: the file does not say what some letters stand for; a machine may lose them, as in “%s” (%s like that).",
			v.number, example, counted(lost, "word"))
	case v.page.unread > 0 && !v.page.untold:
		v.add("fonts-decode", -1, "Page %d: the file does not say what %s; a machine may read nothing there.",
			v.number, counted(v.page.unread, "sign")+" on it stand for")
	}
}

// splitWords tells of words that one reader splits and the other does not.
func (v *pageView) splitWords() {
	if v.stream == nil {
		return
	}
	n := 0
	for i, js := range v.pairs.page {
		if len(js) < 2 {
			continue
		}
		text := ""
		for _, j := range js {
			text += v.stream[j].Text
		}
		if text != v.read[i].Text {
			continue
		}
		if n++; n > 1 {
			continue
		}
		v.add("fonts-decode", v.read[i].line, "Page %d: a machine reads “%s” in parts: %s.",
			v.number, v.read[i].Text, quote(v.streamWords(js[0], js[len(js)-1]+1)))
	}
	for j, is := range v.pairs.stream {
		text := ""
		for _, i := range is {
			text += v.read[i].Text
		}
		if len(is) < 2 || text != v.stream[j].Text {
			continue
		}
		v.add("fonts-decode", v.read[is[0]].line, "Page %d: a machine reads %s as one word, “%s”.",
			v.number, quote(v.readWords(is[0], len(is))), v.stream[j].Text)
		return
	}
}

// pictureNotices tells of pages that are pictures.
func (v *pageView) pictureNotices() {
	if v.page.pictures == 0 {
		return
	}
	switch {
	case len(v.page.words) == 0:
		v.add("text-layer", -1, "Page %d is a picture without text: a machine reads nothing of it.", v.number)
	case v.page.scanned():
		v.add("text-layer", v.firstLine(), "Page %d is a picture with text laid under it, as a scanner makes it: a machine reads what the scanner took it for, such as %s.",
			v.number, quote(v.readWords(0, exampleWords)))
	}
}

func (v *pageView) firstLine() int {
	if len(v.read) == 0 {
		return -1
	}
	return v.read[0].line
}

// hiddenNotices tells of text that a person does not see.
func (v *pageView) hiddenNotices() {
	if v.page.scanned() {
		return
	}
	for _, h := range []struct {
		by    hiddenBy
		how   string
		cause Cause
	}{
		{hiddenInk, "drawn without ink", ""},
		{hiddenColor, "in the color of what it stands on", ""},
		{hiddenUnder, "painted over", ""},
		{hiddenTiny, "too small to be read", ""},
		{hiddenOffPage, "outside of the page", OffPage},
	} {
		var words []string
		n, line, letters := 0, -1, 0
		for _, w := range v.read {
			if w.hidden == h.by {
				letters += letterCount(w.Text)
				if n++; n == 1 {
					line = w.line
				}
				if n <= exampleWords {
					words = append(words, w.Text)
				}
			}
		}
		if letters >= hiddenFew {
			v.add("hidden-text", line, "Page %d: %s (%s) is %s: a machine reads it, a person does not see it.",
				v.number, quote(words), counted(n, "word"), h.how).Cause = h.cause
		}
	}
}

// tableNotices tells of bordered tables of a PDF, one notice for each.
func tableNotices(lines []Line) []Notice {
	var out []Notice
	rows := map[int]int{}
	for _, l := range lines {
		if l.style.row && len(l.cells()) > 1 {
			rows[l.style.table]++
		}
	}
	told := map[int]bool{}
	for _, l := range lines {
		if !l.style.row || rows[l.style.table] < 2 || told[l.style.table] || len(l.cells()) < 2 {
			continue
		}
		told[l.style.table] = true
		cells := l.cells()
		out = append(out, Notice{ID: "tables", Page: l.Page, Line: l.ID, Text: fmt.Sprintf(
			"Page %d: a table of %d rows holds “%s” and “%s” together; without its grid a machine reads “%s”.",
			l.Page, rows[l.style.table], cells[0], cells[1], strings.Join(cells, " "))})
	}
	return out
}

// marginNotices tells of what is repeated at the head or foot of the pages of a PDF.
func marginNotices(lines []Line) []Notice {
	var out []Notice
	told := map[Part]bool{}
	for _, l := range lines {
		p := l.style.part
		if p != PartHeader && p != PartFooter || told[p] {
			continue
		}
		told[p] = true
		place := map[Part]string{PartHeader: "head", PartFooter: "foot"}[p]
		out = append(out, Notice{ID: "header-footer", Page: l.Page, Line: l.ID, Text: fmt.Sprintf(
			"“%s” is repeated at the %s of the pages; many machines leave out what stands there.", strings.ReplaceAll(l.Text, "\t", " "), place)})
	}
	return out
}

// letterCount returns how many letters and digits a text has.
func letterCount(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// counted returns a number with its noun: "1 word", "2 words".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
