package parser

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
)

// A PDF is read in two steps. First its objects are found by going through the
// bytes once, whatever its cross-reference tables say, and written out again in
// plain syntax with one fresh table: lengths true, nesting bounded, no loops,
// locks opened, object streams unpacked. The library then reads that. So
// damaged files open, hostile ones find nothing to recurse into, and object
// streams (LaTeX, Word) are not inflated anew for each object.

// objectKey is the key under which the number of an object is noted in its
// dictionary: the library does not tell it.
const objectKey = "_object"

// streamsKey is the trailer's key for the array of object streams.
const streamsKey = "_streams"

const (
	maxObject  = 250_000 // highest object number read
	maxNesting = 64      // arrays and dictionaries within each other

	maxRewritten = 50 << 20 // bytes written
)

type rewriter struct {
	ctx  context.Context
	in   scanner
	out  []byte
	list map[int]placed // by object number
	from map[int]int    // where in the input an object's value begins

	streams  []definition // object streams
	trailers []trailer
	catalog  int // number of an object that says it is the catalog

	crypt        *decrypter // nil if the file is not encrypted
	current      definition
	noEndstreams bool // no further "endstream" in the input
}

// placed is an object written.
type placed struct {
	offset int // in the output
	gen    int
	order  int // place of its definition in the input; the last one holds
}

// definition is a place in the input where an object is defined: behind its
// "obj".
type definition struct{ id, gen, order int }

// trailer holds the entries of a trailer, as written.
type trailer struct {
	order                   int
	root, info, encrypt, id string
}

// header is what the rewriter needs to know of an object's dictionary.
type header struct {
	trailer
	kind      string // Type
	subtype   string
	filter    string
	params    string // DecodeParms
	length    int
	lengthRef int // number of the object that holds the length
}

func newRewriter(ctx context.Context, data []byte) *rewriter {
	return &rewriter{
		ctx:  ctx,
		in:   scanner{data: data},
		out:  append(make([]byte, 0, len(data)+len(data)/4+1024), "%PDF-1.7\n"...),
		list: map[int]placed{},
		from: map[int]int{},
	}
}

// rewrite writes all objects that stand in the file itself.
func (w *rewriter) rewrite() error {
	if err := w.objects(); err != nil {
		return err
	}
	t := w.trailer()
	if t.encrypt == "" {
		return nil
	}
	dict := []byte(t.encrypt)
	if ref := (&scanner{data: dict}).next(); ref.kind == tokenNumber {
		s := &scanner{data: w.out, pos: w.list[int(ref.num)].offset}
		for s.next().kind == tokenNumber {
		} // up to "obj"
		dict = w.out[s.pos:]
	}
	ids := &scanner{data: []byte(t.id)}
	ids.next() // the array's bracket
	crypt, ok := newDecrypter(readCryptEntries(dict), ids.next().text)
	if !ok {
		return ErrEncrypted
	}
	data := w.in.data
	*w = *newRewriter(w.ctx, data)
	w.crypt = crypt
	return w.objects()
}

func (w *rewriter) objects() error {
	starts := w.find()
	end := 0
	for _, o := range starts {
		if o.order < end { // within a stream
			continue
		}
		if err := w.check(); err != nil {
			return err
		}
		w.object(o)
		end = w.in.pos
	}
	w.readTrailers()
	return nil
}

// check returns an error once the time is up or too much is written.
func (w *rewriter) check() error {
	switch {
	case w.ctx.Err() != nil:
		return ErrTimeout
	case len(w.out) > maxRewritten:
		return fmt.Errorf("%w: its objects take more than %d MB", ErrTooComplex, maxRewritten>>20)
	}
	return nil
}

// find returns all places that look like the start of an object.
func (w *rewriter) find() []definition {
	var starts []definition
	data := w.in.data
	for pos := 0; ; {
		i := bytes.Index(data[pos:], []byte("obj"))
		if i < 0 {
			return starts
		}
		pos += i + len("obj")
		rest, gen, ok := numberBefore(data[:pos-len("obj")])
		if !ok || gen > 65535 {
			continue
		}
		if _, id, ok := numberBefore(rest); ok && id > 0 && id <= maxObject {
			starts = append(starts, definition{id, gen, pos})
			w.from[id] = pos
		}
	}
}

// numberBefore reads the whole number at the end of data, and what is before it.
func numberBefore(data []byte) (rest []byte, n int, ok bool) {
	end := len(data)
	for end > 0 && byteClass[data[end-1]] == byteSpace {
		end--
	}
	start := end
	for start > 0 && end-start < 10 && '0' <= data[start-1] && data[start-1] <= '9' {
		start--
	}
	n, err := strconv.Atoi(string(data[start:end]))
	return data[:start], n, err == nil
}

// object rewrites the object whose definition begins at o.
func (w *rewriter) object(o definition) {
	w.in.pos = o.order
	w.current = o
	mark := len(w.out)
	w.begin(o.id, o.gen)
	h := w.topValue(o.id)
	if h != nil && w.keyword("stream") {
		w.stream(h)
	}
	w.out = append(w.out, "\nendobj\n"...)
	switch {
	case h == nil:
	case h.kind == "/XRef":
		h.order = o.order
		w.trailers = append(w.trailers, h.trailer)
		w.out = w.out[:mark]
		return
	case h.kind == "/ObjStm":
		w.streams = append(w.streams, o)
	}
	w.place(o, mark, h)
}

func (w *rewriter) place(o definition, mark int, h *header) {
	if old, ok := w.list[o.id]; ok && old.order > o.order {
		w.out = w.out[:mark]
		return
	}
	w.list[o.id] = placed{offset: mark, gen: o.gen, order: o.order}
	if h != nil && h.kind == "/Catalog" {
		w.catalog = o.id
	}
}

func (w *rewriter) begin(id, gen int) {
	w.out = strconv.AppendInt(w.out, int64(id), 10)
	w.out = append(w.out, ' ')
	w.out = strconv.AppendInt(w.out, int64(gen), 10)
	w.out = append(w.out, " obj\n"...)
}

// topValue writes the value of an object. A dictionary gets the object's
// number as an entry of its own; what matters of it is returned.
func (w *rewriter) topValue(id int) *header {
	t := w.in.next()
	if t.kind != tokenDict {
		w.value(t, 0)
		return nil
	}
	h := &header{length: -1}
	w.out = append(w.out, "<<"...)
	w.entries(0, h)
	w.out = append(w.out, "/"+objectKey+" "...)
	w.out = strconv.AppendInt(w.out, int64(id), 10)
	w.out = append(w.out, ">>"...)
	return h
}

// keyword reads the keyword if it comes next.
func (w *rewriter) keyword(word string) bool {
	pos := w.in.pos
	if t := w.in.next(); t.kind == tokenKeyword && string(t.text) == word {
		return true
	}
	w.in.pos = pos
	return false
}

// value writes the value that begins with token t.
func (w *rewriter) value(t token, depth int) {
	switch t.kind {
	case tokenNumber:
		w.number(t)
	case tokenString:
		w.string(t.text)
	case tokenName:
		w.name(t.text)
	case tokenArray, tokenDict:
		w.nested(t, depth+1)
	case tokenKeyword:
		if s := string(t.text); s == "true" || s == "false" {
			w.out = append(append(w.out, ' '), s...)
			return
		}
		w.out = append(w.out, " null"...)
	default:
		w.out = append(w.out, " null"...)
	}
}

func (w *rewriter) nested(t token, depth int) {
	switch {
	case depth > maxNesting:
		w.out = append(w.out, " null"...)
	case t.kind == tokenArray:
		w.out = append(w.out, '[')
		w.elements(depth)
		w.out = append(w.out, ']')
	default:
		w.out = append(w.out, "<<"...)
		w.entries(depth, nil)
		w.out = append(w.out, ">>"...)
	}
}

func (w *rewriter) elements(depth int) {
	for {
		pos := w.in.pos
		t := w.in.next()
		if t.kind == tokenArrayEnd || t.kind == tokenEnd || len(w.out) > maxRewritten {
			return
		}
		if t.kind == tokenDictEnd || endsObject(t) {
			w.in.pos = pos
			return
		}
		w.value(t, depth)
	}
}

// entries writes the entries of a dictionary up to its end, and notes in h,
// unless it is nil, those that matter.
func (w *rewriter) entries(depth int, h *header) {
	for {
		pos := w.in.pos
		t := w.in.next()
		if t.kind == tokenDictEnd || t.kind == tokenEnd || len(w.out) > maxRewritten {
			return
		}
		if endsObject(t) {
			w.in.pos = pos
			return
		}
		if t.kind != tokenName {
			continue
		}
		w.name(t.text)
		pos = w.in.pos
		v := w.in.next()
		if v.kind == tokenDictEnd || v.kind == tokenArrayEnd || endsObject(v) {
			w.in.pos = pos
			v = token{kind: tokenEnd}
		}
		mark := len(w.out)
		w.value(v, depth)
		if h != nil {
			h.note(string(t.text), v, string(w.out[mark:]))
		}
	}
}

func endsObject(t token) bool {
	if t.kind != tokenKeyword {
		return false
	}
	s := string(t.text)
	return s == "endobj" || s == "stream" || s == "obj" || s == "xref"
}

func (h *header) note(key string, t token, written string) {
	switch key {
	case "Type":
		h.kind = written
	case "Subtype":
		h.subtype = written
	case "Filter":
		h.filter = written
	case "DecodeParms":
		h.params = written
	case "Root":
		h.root = written
	case "Info":
		h.info = written
	case "Encrypt":
		h.encrypt = written
	case "ID":
		h.id = written
	case "Length":
		if t.kind != tokenNumber || t.num < 0 || t.num > 1e9 {
			return
		}
		h.length = int(t.num)
		if written[len(written)-1] == 'R' {
			h.lengthRef, h.length = h.length, -1
		}
	}
}

// number writes a number, or the reference that begins with it.
func (w *rewriter) number(t token) {
	w.out = append(w.out, ' ')
	if t.real || t.num < -1e15 || t.num > 1e15 {
		w.out = strconv.AppendFloat(w.out, t.num, 'f', -1, 64)
		if t.num == float64(int64(t.num)) {
			w.out = append(w.out, ".0"...)
		}
		return
	}
	w.out = strconv.AppendInt(w.out, int64(t.num), 10)
	if gen, ok := w.reference(); ok && t.num >= 0 {
		w.out = append(w.out, ' ')
		w.out = append(w.out, gen...)
		w.out = append(w.out, " R"...)
	}
}

// reference reads the generation and the R of a reference, if they come next.
func (w *rewriter) reference() (gen []byte, ok bool) {
	data, pos := w.in.data, w.in.pos
	space := func() bool {
		start := pos
		for pos < len(data) && byteClass[data[pos]] == byteSpace {
			pos++
		}
		return pos > start
	}
	if !space() {
		return nil, false
	}
	start := pos
	for pos < len(data) && '0' <= data[pos] && data[pos] <= '9' {
		pos++
	}
	gen = data[start:pos]
	if len(gen) == 0 || len(gen) > 5 || !space() || pos >= len(data) || data[pos] != 'R' {
		return nil, false
	}
	if pos++; pos < len(data) && byteClass[data[pos]] == byteRegular {
		return nil, false
	}
	w.in.pos = pos
	return gen, true
}

const hexDigits = "0123456789ABCDEF"

func (w *rewriter) string(text []byte) {
	if w.crypt != nil {
		text = w.crypt.open(w.crypt.strings, w.current.id, w.current.gen, text)
	}
	w.out = append(w.out, '<')
	for _, c := range text {
		w.out = append(w.out, hexDigits[c>>4], hexDigits[c&15])
	}
	w.out = append(w.out, '>')
}

func (w *rewriter) name(text []byte) {
	w.out = append(w.out, '/')
	for _, c := range text {
		if c < '!' || c > '~' || c == '#' || byteClass[c] != byteRegular {
			w.out = append(w.out, '#', hexDigits[c>>4], hexDigits[c&15])
			continue
		}
		w.out = append(w.out, c)
	}
}

// stream writes the data of the stream whose dictionary was just written.
func (w *rewriter) stream(h *header) {
	data := w.in.data
	start := w.in.pos
	if start < len(data) && data[start] == '\r' {
		start++
	}
	if start < len(data) && data[start] == '\n' {
		start++
	}
	end := w.streamEnd(start, h)
	content := data[start:end]
	switch {
	case h.subtype == "/Image":
		content = nil // pictures are counted, not looked at
	case w.crypt != nil:
		content = w.crypt.open(w.crypt.streams, w.current.id, w.current.gen, content)
	}
	w.out = w.out[:len(w.out)-len(">>")]
	if plain := h.filter == "" || h.filter == "/FlateDecode" && h.params == ""; !plain && content != nil {
		if unpacked, ok := unpack(content, filterSteps(h.filter, h.params), maxRewritten); ok {
			content = unpacked
			w.out = append(w.out, "/Filter null/DecodeParms null"...)
		}
	}
	w.out = append(w.out, "/Length "...)
	w.out = strconv.AppendInt(w.out, int64(len(content)), 10)
	w.out = append(w.out, ">>\nstream\n"...)
	w.out = append(w.out, content...)
	w.out = append(w.out, "\nendstream"...)
	w.in.pos = end
}

// streamEnd returns where a stream ends: where its length says so, if
// "endstream" follows there, else at the next "endstream".
func (w *rewriter) streamEnd(start int, h *header) int {
	data := w.in.data
	length := h.length
	if pos, ok := w.from[h.lengthRef]; ok && length < 0 {
		s := scanner{data: data, pos: pos}
		if t := s.next(); t.kind == tokenNumber && t.num >= 0 && t.num <= float64(len(data)) {
			length = int(t.num)
		}
	}
	if length >= 0 && start+length <= len(data) {
		s := scanner{data: data, pos: start + length}
		s.skipSpace()
		if bytes.HasPrefix(data[s.pos:], []byte("endstream")) {
			return start + length
		}
	}
	if !w.noEndstreams {
		if i := bytes.Index(data[start:], []byte("endstream")); i >= 0 {
			return start + len(bytes.TrimSuffix(bytes.TrimSuffix(data[start:start+i], []byte("\n")), []byte("\r")))
		}
		w.noEndstreams = true
	}
	if length >= 0 && start+length <= len(data) {
		return start + length
	}
	return len(data)
}

// readTrailers reads the trailers of plain cross-reference tables.
func (w *rewriter) readTrailers() {
	mark := len(w.out)
	data := w.in.data
	for pos := 0; ; {
		i := bytes.Index(data[pos:], []byte("trailer"))
		if i < 0 {
			break
		}
		pos += i + len("trailer")
		w.in.pos = pos
		if w.in.next().kind == tokenDict {
			h := header{trailer: trailer{order: pos}}
			w.entries(0, &h)
			w.trailers = append(w.trailers, h.trailer)
			w.out = w.out[:mark]
		}
		pos = w.in.pos
	}
	slices.SortFunc(w.trailers, func(a, b trailer) int { return a.order - b.order })
}

// trailer returns the entries of all trailers as one; the last ones hold.
func (w *rewriter) trailer() trailer {
	var t trailer
	for _, next := range w.trailers {
		for _, e := range []struct {
			to   *string
			from string
		}{{&t.root, next.root}, {&t.info, next.info}, {&t.encrypt, next.encrypt}, {&t.id, next.id}} {
			if e.from != "" && e.from != " null" {
				*e.to = e.from
			}
		}
	}
	if root := (&scanner{data: []byte(t.root)}).next(); w.list[int(root.num)].offset == 0 && w.catalog != 0 {
		t.root = " " + strconv.Itoa(w.catalog) + " " + strconv.Itoa(w.list[w.catalog].gen) + " R"
	}
	return t
}

// expand writes the objects of an object stream, given its data and its
// entries N (count of objects) and First (where the first one begins).
func (w *rewriter) expand(o definition, data []byte, n, first int) error {
	if first < 0 || first > len(data) {
		return nil
	}
	w.crypt = nil // the stream was decrypted as a whole
	index := scanner{data: data[:first]}
	for range n {
		id, at := index.next(), index.next()
		if id.kind != tokenNumber || at.kind != tokenNumber {
			return nil
		}
		if err := w.check(); err != nil {
			return err
		}
		pos := float64(first) + at.num
		if id.num < 1 || id.num > maxObject || pos < 0 || pos > float64(len(data)) {
			continue
		}
		w.in = scanner{data: data, pos: int(pos)}
		mark := len(w.out)
		w.begin(int(id.num), 0)
		h := w.topValue(int(id.num))
		w.out = append(w.out, "\nendobj\n"...)
		w.place(definition{int(id.num), 0, o.order}, mark, h)
	}
	return nil
}

// file returns the rewritten file with a table of all objects so far.
func (w *rewriter) file() []byte {
	ids := make([]int, 0, len(w.list))
	for id := range w.list {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	out := w.out
	start := len(out)
	out = append(out, "xref\n"...)
	for i := 0; i < len(ids); {
		end := i + 1
		for end < len(ids) && ids[end] == ids[end-1]+1 {
			end++
		}
		out = appendLine(out, ids[i], end-i, "")
		for ; i < end; i++ {
			out = appendLine(out, w.list[ids[i]].offset, w.list[ids[i]].gen, " n")
		}
	}
	out = append(out, "trailer\n<</Size "...)
	if len(ids) > 0 {
		out = strconv.AppendInt(out, int64(ids[len(ids)-1])+1, 10)
	}
	out = w.appendTrailer(out)
	out = append(out, ">>\nstartxref\n"...)
	out = strconv.AppendInt(out, int64(start), 10)
	return append(out, "\n%%EOF\n"...)
}

func appendLine(out []byte, a, b int, end string) []byte {
	out = strconv.AppendInt(out, int64(a), 10)
	out = append(out, ' ')
	out = strconv.AppendInt(out, int64(b), 10)
	out = append(out, end...)
	return append(out, '\n')
}

func (w *rewriter) appendTrailer(out []byte) []byte {
	t := w.trailer()
	for _, e := range []struct{ key, value string }{
		{"/Root", t.root}, {"/Info", t.info},
	} {
		if e.value != "" {
			out = append(append(out, e.key...), e.value...)
		}
	}
	out = append(out, "/"+streamsKey+"["...)
	for _, s := range w.streams {
		out = append(out, ' ')
		out = strconv.AppendInt(out, int64(s.id), 10)
		out = append(out, ' ')
		out = strconv.AppendInt(out, int64(s.gen), 10)
		out = append(out, " R"...)
	}
	return append(out, ']')
}
