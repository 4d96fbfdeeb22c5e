package parser

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/ledongthuc/pdf"
)

// The library's types, for the other files of the reader.
type pdfValue = pdf.Value

const (
	pdfInteger = pdf.Integer
	pdfName    = pdf.Name
	pdfArray   = pdf.Array
	pdfStream  = pdf.Stream
)

// Bounds of a document beside those of Limits.
const (
	maxOperators = 5_000_000 // drawing operators and letters, all pages together
	maxForms     = 20_000    // forms drawn, all pages together
	maxFonts     = 5_000     // fonts made ready, all pages together
	maxInflated  = 50 << 20  // bytes of all streams after decompression
	maxRules     = 5_000     // rules kept of a page
	maxLinks     = 2_000     // annotations read of a page
	maxTree      = 10_000    // nodes of the page tree
	maxObjects   = 250_000   // objects, and those of all object streams
)

var errBroken = fmt.Errorf("%w: it does not hold together as a PDF", ErrDamaged)

// pdfDocument is a PDF that is being read. The first error ends the reading.
type pdfDocument struct {
	ctx       context.Context
	limits    Limits
	err       error
	reader    *pdf.Reader
	inflated  int64
	operators int
	runes     int
	drawn     int                // forms
	made      int                // fonts
	fonts     map[int64]*pdfFont // by number of their object
	forms     map[int64][]byte   // content of forms, by number of their object
	visited   map[int64]bool     // nodes of the page tree, by number of their object
	nodes     int
	pages     []pdfPage
}

// pdfPage is a page with what it inherits.
type pdfPage struct {
	v         pdfValue
	resources pdfValue
	box       Box // in the coordinates of the file: Top is the greater y
	turn      int // quarter turns, clockwise
}

// countObjects refuses a file with too many objects before an engine sees it.
// Those in object streams count when these are unpacked.
func countObjects(data []byte) error {
	const marks = 2 // "obj" and "endobj"
	if bytes.Count(data, []byte("obj")) > marks*maxObjects {
		return tooManyObjects()
	}
	return nil
}

func tooManyObjects() error {
	return fmt.Errorf("%w: it has more than %d objects", ErrTooComplex, maxObjects)
}

// readPDF reads the words of a PDF in the order in which the file draws them.
func readPDF(ctx context.Context, data []byte, limits Limits) (*rawPDF, error) {
	d := &pdfDocument{
		ctx: ctx, limits: limits,
		fonts: map[int64]*pdfFont{}, forms: map[int64][]byte{}, visited: map[int64]bool{},
	}
	if err := d.guard(func() { d.open(data) }); err != nil {
		return nil, err
	}
	raw := &rawPDF{producer: d.producer()}
	if err := d.guard(d.findPages); err != nil {
		return nil, err
	}
	for i, p := range d.pages {
		page := rawPage{number: i + 1}
		// A broken page is as good as what was read of it.
		if err := d.guard(func() { d.readPage(p, &page) }); err != nil && d.err != nil {
			return nil, err
		}
		raw.pages = append(raw.pages, page)
	}
	if err := raw.wordless(); err != nil {
		return nil, err
	}
	return raw, nil
}

// guard runs f and turns a panic of the library, its way to report malformed
// files, into ErrDamaged.
func (d *pdfDocument) guard(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errBroken
		}
		if d.err != nil {
			err = d.err
		}
	}()
	f()
	return nil
}

// fail ends the reading.
func (d *pdfDocument) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

// open rewrites the file and opens it, twice if there are object streams.
func (d *pdfDocument) open(data []byte) {
	w := newRewriter(d.ctx, data)
	if err := w.rewrite(); err != nil {
		d.fail(err)
		return
	}
	d.load(w)
	if d.err == nil && len(w.streams) > 0 {
		d.expand(w)
		d.load(w)
	}
}

func (d *pdfDocument) load(w *rewriter) {
	file := w.file()
	r, err := pdf.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		d.fail(errBroken)
	}
	d.reader = r
}

// expand unpacks the object streams.
func (d *pdfDocument) expand(w *rewriter) {
	streams := d.reader.Trailer().Key(streamsKey)
	objects := 0
	for i, o := range w.streams {
		_ = d.guard(func() {
			v := streams.Index(i)
			data := d.content(v)
			n := max(0, min(int(v.Key("N").Int64()), len(data)))
			if objects += n; objects > maxObjects {
				d.fail(tooManyObjects())
				return
			}
			if err := w.expand(o, data, n, int(v.Key("First").Int64())); err != nil {
				d.fail(err)
			}
		})
	}
}

// content returns the data of a stream, as far as it can be read.
func (d *pdfDocument) content(v pdfValue) []byte {
	var out bytes.Buffer
	defer func() { _ = recover() }() // a filter that the library does not know
	limit := min(d.limits.Inflated, maxInflated)
	budget := limit - d.inflated
	_, _ = io.Copy(&out, io.LimitReader(&patient{d.ctx, v.Reader()}, budget+1))
	d.inflated += int64(out.Len())
	if int64(out.Len()) > budget {
		d.fail(fmt.Errorf("%w: unpacked it takes more than %d MB", ErrTooComplex, limit>>20))
	}
	return out.Bytes()
}

// patient reads until the time is up.
type patient struct {
	ctx context.Context
	r   io.Reader
}

func (p *patient) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.r.Read(b)
}

func tooMuchText(limit int) error {
	return fmt.Errorf("%w: it has more than %d letters", ErrTooComplex, limit)
}

// tick counts an operator and reports whether the reading may go on.
func (d *pdfDocument) tick() bool {
	d.operators++
	if d.operators > maxOperators {
		d.fail(fmt.Errorf("%w: it has more than %d drawing steps", ErrTooComplex, maxOperators))
	}
	if d.operators&255 == 0 && d.ctx.Err() != nil {
		d.fail(ErrTimeout)
	}
	return d.err == nil
}

func (d *pdfDocument) producer() string {
	var text string
	_ = d.guard(func() {
		info := d.reader.Trailer().Key("Info")
		if text = stringText(info.Key("Producer")); text == "" {
			text = stringText(info.Key("Creator"))
		}
	})
	return text
}

// stringText returns a text string.
func stringText(v pdfValue) string {
	return strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(v.Text(), "\x00", ""), "\uFFFD"))
}

// findPages walks the page tree.
func (d *pdfDocument) findPages() {
	d.walkPages(d.reader.Trailer().Key("Root").Key("Pages"), pdfPage{box: Box{0, 792, 612, 0}}, 0)
}

func (d *pdfDocument) walkPages(v pdfValue, p pdfPage, depth int) {
	id := v.Key(objectKey).Int64()
	if d.nodes++; d.nodes > maxTree || depth > maxNesting || id != 0 && d.visited[id] || d.err != nil {
		return
	}
	d.visited[id] = true
	p.v = v
	p.inherit()
	kids := v.Key("Kids")
	if kids.Kind() != pdf.Array {
		if v.Kind() == pdf.Dict {
			d.pages = append(d.pages, p)
		}
		if len(d.pages) > d.limits.Pages {
			d.fail(fmt.Errorf("%w: it has more than %d pages, the most we read of a resume", ErrTooComplex, d.limits.Pages))
		}
		return
	}
	for i := range kids.Len() {
		_ = d.guard(func() { d.walkPages(kids.Index(i), p, depth+1) })
	}
}

func (p *pdfPage) inherit() {
	if r := p.v.Key("Resources"); r.Kind() == pdf.Dict {
		p.resources = r
	}
	for _, key := range []string{"MediaBox", "CropBox"} {
		if b, ok := rectangle(p.v.Key(key)); ok {
			p.box = b
		}
	}
	if r := p.v.Key("Rotate"); !r.IsNull() {
		p.turn = (int(r.Float64()/90)%4 + 4) % 4
	}
}

// rectangle reads a rectangle in the coordinates of the file.
func rectangle(v pdfValue) (Box, bool) {
	if v.Len() < 4 {
		return Box{}, false
	}
	x0, y0, x1, y1 := v.Index(0).Float64(), v.Index(1).Float64(), v.Index(2).Float64(), v.Index(3).Float64()
	b := Box{min(x0, x1), max(y0, y1), max(x0, x1), min(y0, y1)}
	return b, b.Right > b.Left && b.Top > b.Bottom
}

// matrix returns the way from the coordinates of the file to points from the
// page's top left corner as it is shown.
func (p *pdfPage) matrix() matrix {
	b := p.box
	switch p.turn {
	case 1:
		return matrix{0, 1, 1, 0, -b.Bottom, -b.Left}
	case 2:
		return matrix{-1, 0, 0, 1, b.Right, -b.Bottom}
	case 3:
		return matrix{0, -1, -1, 0, b.Top, b.Right}
	}
	return matrix{1, 0, 0, -1, -b.Left, b.Top}
}

// size returns the width and height of the page as it is shown.
func (p *pdfPage) size() (width, height float64) {
	width, height = p.box.Right-p.box.Left, p.box.Top-p.box.Bottom
	if p.turn%2 == 1 {
		return height, width
	}
	return width, height
}

func (d *pdfDocument) readPage(p pdfPage, page *rawPage) {
	page.width, page.height = p.size()
	base := p.matrix()
	painter := newPainter(d, page, base)
	_ = d.guard(func() { painter.run(d.pageContent(p.v.Key("Contents")), newResources(p.resources), 0) })
	d.readAnnotations(p.v.Key("Annots"), painter, base)
	page.words = joinGlyphs(painter.glyphs)
}

// pageContent joins the streams of a page: operators may begin in one and end
// in the next.
func (d *pdfDocument) pageContent(v pdfValue) []byte {
	if v.Kind() != pdf.Array {
		return d.content(v)
	}
	var out []byte
	for i := range v.Len() {
		_ = d.guard(func() { out = append(append(out, d.content(v.Index(i))...), '\n') })
	}
	return out
}

// font returns a font of the resources.
func (d *pdfDocument) font(r *pdfResources, name string) *pdfFont {
	if f, ok := r.fonts[name]; ok {
		return f
	}
	v := r.v.Key("Font").Key(name)
	id := v.Key(objectKey).Int64()
	f, ok := d.fonts[id]
	if !ok {
		if d.made++; d.made > maxFonts {
			d.fail(fmt.Errorf("%w: it uses more than %d fonts", ErrTooComplex, maxFonts))
		}
		_ = d.guard(func() { f = newFont(d, v) })
		if f == nil {
			f = &pdfFont{scale: 0.001, chars: map[uint32]pdfChar{}}
		}
		if id != 0 {
			d.fonts[id] = f
		}
	}
	r.fonts[name] = f
	return f
}

// form returns the content of a form that is drawn.
func (d *pdfDocument) form(v pdfValue) []byte {
	if d.drawn++; d.drawn > maxForms {
		d.fail(fmt.Errorf("%w: it draws more than %d forms", ErrTooComplex, maxForms))
		return nil
	}
	id := v.Key(objectKey).Int64()
	if data, ok := d.forms[id]; ok && id != 0 {
		return data
	}
	d.forms[id] = d.content(v)
	return d.forms[id]
}

// pdfResources are the named things that a content stream draws with.
type pdfResources struct {
	v       pdfValue
	fonts   map[string]*pdfFont
	objects map[string]xObject
}

// xObject is a form or a picture.
type xObject struct {
	kind string // Subtype
	v    pdfValue
}

func newResources(v pdfValue) *pdfResources {
	return &pdfResources{v, map[string]*pdfFont{}, map[string]xObject{}}
}

func (r *pdfResources) object(name string) xObject {
	x, ok := r.objects[name]
	if !ok {
		v := r.v.Key("XObject").Key(name)
		x = xObject{v.Key("Subtype").Name(), v}
		r.objects[name] = x
	}
	return x
}
