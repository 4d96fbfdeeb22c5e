package parser

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// The page reader: what stands on the pages of a PDF as a person sees it, by
// the calls of pdfium's own interface (fpdfview.h, fpdf_text.h, fpdf_edit.h).

// Codes of FPDF_GetLastError.
const (
	pdfiumPassword = 4
	pdfiumSecurity = 5
)

// timeCheck is how many letters or objects are read between two looks at the clock.
const timeCheck = 256

// pageReader reads one document with one instance.
type pageReader struct {
	*guest
	limits   Limits
	document uint64
	queue    *pageQueue
	faces    map[uint64]*face // by address of the font
	orders   map[uint64]int   // in which the text objects of the page are drawn, by address
}

// pageQueue hands out the pages of a document to the instances that read it.
type pageQueue struct {
	runes, objects atomic.Int64 // of all pages

	mu    sync.Mutex
	pages []rawPage
	next  int
	err   error // the first
	taken sync.WaitGroup
}

// take returns the index of a page to read, to be marked as taken.Done, or false
// if there is none left or the document is given up.
func (q *pageQueue) take() (int, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.next == len(q.pages) || q.err != nil {
		return 0, false
	}
	q.next++
	q.taken.Add(1)
	return q.next - 1, true
}

func (q *pageQueue) fail(err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.err == nil {
		q.err = err
	}
}

// wait waits for the pages that others have taken.
func (q *pageQueue) wait(ctx context.Context) error {
	done := make(chan struct{})
	go func() {
		q.taken.Wait()
		close(done)
	}()
	select {
	case <-done:
		return q.err
	case <-ctx.Done():
		return timeOut(ctx)
	}
}

// read reads the words of a PDF with pdfium. They come in the order of the
// file, but for those of a line, which go from left to right.
func (e *pageEngine) read(ctx context.Context, data []byte, limits Limits) (*rawPDF, error) {
	raw := &rawPDF{}
	queue := &pageQueue{}
	err := e.open(ctx, data, limits, func(r *pageReader) error {
		pages := int(int32(r.call("FPDF_GetPageCount", r.document)))
		if pages > limits.Pages {
			return fmt.Errorf("%w: it has more than %d pages, the most we read of a resume", ErrTooComplex, limits.Pages)
		}
		queue.pages = make([]rawPage, max(pages, 0))
		if pages > 1 {
			go e.help(ctx, func(g *guest) error {
				return opened(g, data, limits, func(r *pageReader) error { r.readPages(queue); return nil })
			})
		}
		if raw.producer = r.metaText("Producer"); raw.producer == "" {
			raw.producer = r.metaText("Creator")
		}
		r.readPages(queue)
		return queue.wait(ctx)
	})
	if err != nil {
		return nil, err
	}
	raw.pages = queue.pages
	if err := raw.wordless(); err != nil {
		return nil, err
	}
	return raw, nil
}

// readPages reads pages of the queue until there is none left.
func (r *pageReader) readPages(queue *pageQueue) {
	r.queue = queue
	for {
		i, ok := queue.take()
		if !ok {
			return
		}
		page := rawPage{number: i + 1}
		// A page that cannot be opened is an empty one.
		if handle := r.call("FPDF_LoadPage", r.document, uint64(i)); handle != 0 {
			r.readPage(handle, &page)
		}
		queue.pages[i] = page
		if !r.inTime() {
			queue.fail(r.err)
		}
		queue.taken.Done()
	}
}

// open runs work with a document.
func (e *pageEngine) open(ctx context.Context, data []byte, limits Limits, work func(*pageReader) error) error {
	return e.do(ctx, func(g *guest) error { return opened(g, data, limits, work) })
}

func opened(g *guest, data []byte, limits Limits, work func(*pageReader) error) error {
	address := g.give(data)
	r := &pageReader{guest: g, limits: limits, faces: map[uint64]*face{}}
	r.document = g.call("FPDF_LoadMemDocument64", address, uint64(len(data)), 0)
	defer g.call("free", address)
	if g.err != nil {
		return g.err
	}
	if r.document == 0 {
		return openError(g.call("FPDF_GetLastError"))
	}
	defer g.call("FPDF_CloseDocument", r.document)
	return work(r)
}

func openError(code uint64) error {
	if code == pdfiumPassword || code == pdfiumSecurity {
		return ErrEncrypted
	}
	return errBroken
}

// wordless returns the error that a document without words is.
func (raw *rawPDF) wordless() error {
	words, unread := 0, 0
	for _, p := range raw.pages {
		words += len(p.words)
		unread += p.unread
	}
	switch {
	case len(raw.pages) == 0:
		return fmt.Errorf("%w: no page can be found in it", ErrDamaged)
	case words == 0 && unread > 0:
		return fmt.Errorf("%w, or letters in fonts that do not say what they stand for", ErrNoText)
	case words == 0:
		return ErrNoText
	}
	return nil
}

// metaText returns an entry of the document's information.
func (r *pageReader) metaText(key string) string {
	name := r.give(append([]byte(key), 0))
	defer r.call("free", name)
	return r.text(func(buffer, size uint64) uint64 {
		return r.call("FPDF_GetMetaText", r.document, name, buffer, size)
	}, true)
}

// text returns a string that a function writes to a buffer, with its end
// marked by a zero; wide says that it is in UTF-16.
func (r *pageReader) text(write func(buffer, size uint64) uint64, wide bool) string {
	n := min(int(uint32(write(r.scratch, guestScratch))), guestScratch)
	data := r.guest.read(r.scratch, n)
	if !wide {
		return strings.ToValidUTF8(string(trimZero(data)), "")
	}
	big := make([]byte, len(data)&^1)
	for i := 0; i < len(big); i += 2 {
		big[i], big[i+1] = data[i+1], data[i]
	}
	return strings.TrimSpace(strings.ReplaceAll(unicodeText(big), "\x00", ""))
}

func trimZero(data []byte) []byte {
	for len(data) > 0 && data[len(data)-1] == 0 {
		data = data[:len(data)-1]
	}
	return data
}

func (r *pageReader) readPage(handle uint64, page *rawPage) {
	defer func() { r.call("FPDF_ClosePage", handle) }()
	shown := pdfPage{box: r.pageBox(handle), turn: int(r.call("FPDFPage_GetRotation", handle))}
	page.width, page.height = shown.size()
	base := shown.matrix()
	r.readLinks(handle, base, page)
	if r.hasFields(handle) {
		handle = r.flatten(handle, page.number-1)
	}
	r.readObjects(handle, base, page)
	page.words = joinGlyphs(r.glyphs(handle, base, page))
}

// pageBox returns the part of a page that is shown, in the coordinates of the file.
func (r *pageReader) pageBox(handle uint64) Box {
	if r.call("FPDF_GetPageBoundingBox", handle, r.scratch) == 0 {
		return Box{0, 792, 612, 0}
	}
	return r.rect()
}

// rect returns the FS_RECTF at scratch: left, top, right, bottom, with y upwards.
func (r *pageReader) rect() Box {
	f := r.floats(4)
	return Box{f[0], f[1], f[2], f[3]}
}

// floats returns the first n 32-bit numbers at scratch.
func (r *pageReader) floats(n int) [6]float64 {
	var out [6]float64
	data := r.guest.read(r.scratch, 4*n)
	for i := range n {
		out[i] = float64(math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:])))
	}
	return out
}

func (r *pageReader) matrixAt() matrix {
	f := r.floats(6)
	return matrix{f[0], f[1], f[2], f[3], f[4], f[5]}
}

// Subtypes of annotations whose look is text of the page: FPDF_ANNOT_*.
const (
	annotFreeText = 3
	annotStamp    = 13
	annotWidget   = 20
)

// hasFields reports whether text of the page stands in form fields or typed notes.
func (r *pageReader) hasFields(handle uint64) bool {
	for i := range min(r.call("FPDFPage_GetAnnotCount", handle), maxLinks) {
		annotation := r.call("FPDFPage_GetAnnot", handle, i)
		kind := r.call("FPDFAnnot_GetSubtype", annotation)
		r.call("FPDFPage_CloseAnnot", annotation)
		if kind == annotFreeText || kind == annotStamp || kind == annotWidget {
			return true
		}
	}
	return false
}

// flatten draws the fields and notes into the page and returns it opened anew.
func (r *pageReader) flatten(handle uint64, index int) uint64 {
	const forDisplay = 0
	r.call("FPDFPage_Flatten", handle, forDisplay)
	if again := r.call("FPDF_LoadPage", r.document, uint64(index)); again != 0 {
		r.call("FPDF_ClosePage", handle)
		return again
	}
	return handle
}

// textRun is what the letters of one text object have in common.
type textRun struct {
	object    uint64
	size      float64
	turn      uint8
	face      *face
	invisible bool
	color     string
	order     int
	bearing   float64 // least distance of a glyph from where the pen stands
	first     int     // index of its first glyph
}

// charCalls are the functions that are called for each letter.
type charCalls struct{ unicode, generated, object, unmapped, box, origin guestFunction }

// glyphs returns the letters of a page.
func (r *pageReader) glyphs(handle uint64, base matrix, page *rawPage) []glyph {
	text := r.call("FPDFText_LoadPage", handle)
	if text == 0 {
		return nil
	}
	defer r.call("FPDFText_ClosePage", text)
	n := int(int32(r.call("FPDFText_CountChars", text)))
	if r.queue.runes.Add(int64(n)) > int64(r.limits.Runes) {
		r.fail(tooMuchText(r.limits.Runes))
		return nil
	}
	calls := charCalls{
		unicode: r.function("FPDFText_GetUnicode"), generated: r.function("FPDFText_IsGenerated"), object: r.function("FPDFText_GetTextObject"),
		unmapped: r.function("FPDFText_HasUnicodeMapError"), box: r.function("FPDFText_GetLooseCharBox"), origin: r.function("FPDFText_GetCharOrigin"),
	}
	out := make([]glyph, 0, max(n, 0))
	var gaps []int // indexes of the glyphs before which pdfium sees a space
	var run textRun
	for i := range uint64(max(n, 0)) {
		if i%timeCheck == 0 && !r.inTime() {
			return nil
		}
		code := uint32(r.invoke(calls.unicode, text, i))
		if code == 0 {
			continue
		}
		if code <= ' ' && code != pdfiumHyphen && r.invoke(calls.generated, text, i) != 0 {
			gaps = append(gaps, len(out))
			continue
		}
		if object := r.invoke(calls.object, text, i); object != run.object {
			run.finish(out[run.first:])
			run = r.textRun(text, i, object, base)
			run.first = len(out)
		}
		g, ok := r.glyph(&calls, text, i, base, &run)
		if !ok {
			continue
		}
		switch g.text = r.letter(&calls, text, i, code); {
		case g.text == "":
			page.unread++
		case g.text == " " && isPrivate(rune(code)):
			page.addIcon(g)
		}
		if last := len(out) - 1; last >= run.first && out[last].oneWith(g) {
			out[last].text += g.text
			out[last].x1 = g.x1
			continue
		}
		out = append(out, g)
	}
	run.finish(out[run.first:])
	return withSpaces(out, gaps)
}

// withSpaces adds spaces where pdfium sees them at gaps that are a little too
// narrow for joinGlyphs, which sees the wider ones itself.
func withSpaces(in []glyph, gaps []int) []glyph {
	var out []glyph
	from := 0
	for _, i := range gaps {
		if i == 0 || i >= len(in) || i == from {
			continue
		}
		a, b := in[i-1], in[i]
		if gap := b.x0 - a.x1 - a.pad; a.turn == b.turn && a.y == b.y && gap > wordGap/2*b.size && gap <= wordGap*b.size {
			if out == nil {
				out = make([]glyph, 0, len(in)+len(gaps))
			}
			out = append(append(out, in[from:i]...), glyph{text: " "})
			from = i
		}
	}
	if out == nil {
		return in
	}
	return append(out, in[from:]...)
}

// pdfiumHyphen stands for a hyphen at the end of a line.
const pdfiumHyphen = 2

// addIcon keeps the place of a sign that stands for no letter.
func (p *rawPage) addIcon(g glyph) {
	if len(p.icons) < maxGrounds {
		p.icons = append(p.icons, turnBack(Box{g.x0, g.y - ascent*g.size, g.x1, g.y + descent*g.size}, g.turn))
	}
}

// letter returns what a character reads as, "" if that is not known.
func (r *pageReader) letter(calls *charCalls, text, i uint64, code uint32) string {
	switch {
	case code == pdfiumHyphen:
		return "-"
	case r.invoke(calls.unmapped, text, i) == 1:
		return ""
	case code < utf8.RuneSelf && code > ' ':
		return string(rune(code))
	}
	return shownText(string(rune(code)))
}

// squeezed is the width of letters, as a share of their size, that share the
// place of what they are said to stand for.
const squeezed = 0.12

// oneWith reports whether g stands for more of what is drawn as last: the second
// letter of a ligature, or of the words that an icon is said to read as.
func (last *glyph) oneWith(g glyph) bool {
	if last.y != g.y {
		return false
	}
	width := (last.x1 - last.x0) / float64(max(1, utf8.RuneCountInString(last.text)))
	return last.x0 == g.x0 && last.x1 == g.x1 || width < squeezed*last.size && g.x1-g.x0 < squeezed*g.size
}

// glyph returns the place of a character.
func (r *pageReader) glyph(calls *charCalls, text, i uint64, base matrix, run *textRun) (glyph, bool) {
	if r.invoke(calls.box, text, i, r.scratch) == 0 {
		return glyph{}, false
	}
	box := base.box(r.rect())
	if r.invoke(calls.origin, text, i, r.scratch, r.scratch+8) == 0 {
		return glyph{}, false
	}
	data := r.guest.read(r.scratch, 16)
	x := math.Float64frombits(binary.LittleEndian.Uint64(data))
	y := math.Float64frombits(binary.LittleEndian.Uint64(data[8:]))
	x, y = base.apply(x, y)
	frame := pen{turn: run.turn}
	along, across := frame.place(x, y)
	a, _ := frame.place(box.Left, box.Top)
	b, _ := frame.place(box.Right, box.Bottom)
	if run.size == 0 || math.IsNaN(a+b+along+across) || math.IsInf(a+b+along+across, 0) {
		return glyph{}, false
	}
	left := min(a, b)
	run.bearing = min(run.bearing, left-along)
	return glyph{
		x0: left, x1: max(a, b), y: across, size: run.size, turn: run.turn,
		invisible: run.invisible, face: run.face, color: run.color, order: run.order,
	}, true
}

// textRun reads what the letters of an object have in common from one of them.
func (r *pageReader) textRun(text, i, object uint64, base matrix) textRun {
	run := textRun{object: object, face: &face{}, bearing: math.Inf(1)}
	size := math.Float64frombits(r.call("FPDFText_GetFontSize", text, i))
	if r.call("FPDFText_GetMatrix", text, i, r.scratch) != 0 {
		m := r.matrixAt()
		size *= math.Hypot(m.c, m.d)
		m = matrix{a: m.a, b: m.b}.times(base)
		run.turn = quarterTurn(m.a, m.b)
	}
	run.size = math.Abs(size)
	if object == 0 {
		return run
	}
	mode := int32(r.call("FPDFTextObj_GetTextRenderMode", object))
	run.invisible = mode == modeInvisible || mode == modeClip
	run.color, _ = r.color("FPDFText_GetFillColor", text, i)
	run.order = r.orders[object]
	run.face = r.face(r.call("FPDFTextObj_GetFont", object))
	return run
}

// color returns the color that a function gives, as RRGGBB, and whether nothing
// shows through it; "" if it has none.
func (r *pageReader) color(function string, args ...uint64) (rgb string, opaque bool) {
	s := r.scratch
	if r.call(function, append(args, s, s+4, s+8, s+12)...) == 0 {
		return "", false
	}
	c := r.guest.read(s, 16)
	return fmt.Sprintf("%02X%02X%02X", c[0], c[4], c[8]), c[12] == 0xFF
}

func (r *pageReader) face(font uint64) *face {
	f := r.faces[font]
	if f == nil {
		name := r.text(func(buffer, size uint64) uint64 {
			return r.call("FPDFFont_GetBaseFontName", font, buffer, size)
		}, false)
		angle := 0.0
		if r.call("FPDFFont_GetItalicAngle", font, r.scratch) != 0 {
			angle = float64(int32(binary.LittleEndian.Uint32(r.guest.read(r.scratch, 4))))
		}
		made := faceOf(name, int64(int32(r.call("FPDFFont_GetFlags", font))), 0, angle)
		f = &made
		r.faces[font] = f
	}
	return f
}

// maxBearing is the widest space beside the ink of a letter, in sizes of the font.
const maxBearing = 0.35

// finish gives the glyphs of the run the widths that pdfium does not tell. Of
// letters with ActualText, as browsers print small capitals one by one, it knows
// no more than where their ink is: the space behind the last is taken to be as
// wide as that before the first.
func (run *textRun) finish(glyphs []glyph) {
	if len(glyphs) == 0 {
		return
	}
	if run.bearing > 0 && run.bearing < maxBearing*run.size {
		glyphs[0].x0 -= run.bearing
		glyphs[len(glyphs)-1].x1 += run.bearing
	}
	spread(glyphs)
}

// maxSpread is the widest letter spacing that is taken for one, in sizes of the font.
const maxSpread = 0.6

// spread finds the letter spacing of the glyphs of one text object, which
// pdfium does not tell: the least gap between any two of several letters.
func spread(run []glyph) {
	least, gaps := math.Inf(1), 0
	for i := 1; i < len(run); i++ {
		if run[i].text != " " && run[i-1].text != " " {
			least = min(least, run[i].x0-run[i-1].x1)
			gaps++
		}
	}
	if gaps < 3 || least <= 0 || least > maxSpread*run[0].size {
		return
	}
	for i := range run {
		run[i].pad = least
	}
}
