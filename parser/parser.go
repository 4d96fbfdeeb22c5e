package parser

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Reader chooses the engines that read a PDF.
type Reader string

// The readers of a PDF. The page reader takes what stands on the page, as a
// person sees it; the stream reader takes the text in the order in which the
// file draws it, as simple systems do. With both, the document is what stands on
// the page, and what differs is told by its MachineView.
const (
	ReaderBoth   Reader = "both"
	ReaderPage   Reader = "page"
	ReaderStream Reader = "stream"
)

// Options say how to read. The zero value means DefaultLimits and both readers.
type Options struct {
	Limits Limits
	Reader Reader
	// Compiling is called before the page reader's engine is compiled. That
	// happens once for a user of a machine and takes some seconds. May be nil.
	Compiling func()
}

// Prepare readies the page reader, so that the first PDF does not wait for it, in
// a process that reads one document at a time beside others that do: one instance
// of the engine has to do, as each takes tens of megabytes. compiling is called as
// Options.Compiling says; it may be nil.
func Prepare(compiling func()) error {
	_, err := startEngineOf(1, compiling)
	return err
}

// Parse reads a resume. The kind is recognised from the bytes; name is only
// carried along, without its folders. The document is nil exactly if the error
// is not. Parse gives up when ctx ends or Limits.Time has passed.
func Parse(ctx context.Context, name string, data []byte, o Options) (*Document, error) {
	if o.Limits == (Limits{}) {
		o.Limits = DefaultLimits()
	}
	if len(data) > o.Limits.Bytes {
		return nil, fmt.Errorf("%w: it has %d bytes, and at most %d are read", ErrTooLarge, len(data), o.Limits.Bytes)
	}
	kind, err := sniff(data)
	if err != nil {
		return nil, err
	}
	if kind == "pdf" && o.Reader != ReaderStream {
		// Before the clock starts, as it may have to be compiled.
		switch _, err := startEngine(o.Compiling); {
		case err != nil && o.Reader == ReaderPage:
			return nil, err
		case err != nil:
			o.Reader = ReaderStream
		}
	}
	ctx, cancel := context.WithTimeout(ctx, o.Limits.Time)
	defer cancel()
	// The PDF library cannot be stopped in the middle of an object, so the wait
	// for it ends at the deadline, whatever it does.
	type result struct {
		doc *Document
		err error
	}
	done := make(chan result, 1)
	go func() {
		doc, err := read(ctx, kind, data, o)
		done <- result{doc, err}
	}()
	select {
	case r := <-done:
		switch {
		case errors.Is(r.err, ErrTimeout): // both may be over at once: whose doing it was is ctx's to say
			return nil, timeOut(ctx)
		case r.err != nil:
			return nil, r.err
		}
		r.doc.File.Name = baseName(name)
		r.doc.File.Bytes = len(data)
		return r.doc, nil
	case <-ctx.Done():
		return nil, timeOut(ctx)
	}
}

func baseName(name string) string {
	if name == "" {
		return ""
	}
	return filepath.Base(strings.ReplaceAll(name, `\`, "/"))
}

// sniff recognises a document by its first bytes.
func sniff(data []byte) (string, error) {
	head := data[:min(len(data), 1024)]
	switch {
	case len(data) == 0:
		return "", fmt.Errorf("%w: the file is empty", ErrFormat)
	case bytes.Contains(head, []byte("%PDF-")):
		return "pdf", nil
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		switch {
		case bytes.Contains(head, []byte("mimetypeapplication/vnd.oasis.opendocument")):
			return "", fmt.Errorf("%w: it looks like an OpenDocument text (.odt)", ErrFormat)
		case bytes.Contains(data, []byte("Index/Document.iwa")):
			return "", fmt.Errorf("%w: it looks like a document of Apple Pages", ErrFormat)
		}
		return "docx", nil
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		if bytes.Contains(data, utf16("EncryptedPackage")) {
			return "", ErrEncrypted
		}
		return "", fmt.Errorf("%w: it looks like a Word document of the old kind (.doc)", ErrFormat)
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return "", fmt.Errorf("%w: it looks like rich text (.rtf)", ErrFormat)
	case bytes.HasPrefix(head, []byte("\x89PNG")), bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return "", fmt.Errorf("%w: it is a picture", ErrFormat)
	}
	return "", ErrFormat
}

func utf16(s string) []byte {
	var b []byte
	for i := range len(s) {
		b = append(b, s[i], 0)
	}
	return b
}

func read(ctx context.Context, kind string, data []byte, o Options) (*Document, error) {
	if kind == "docx" {
		raw, err := readDOCX(data, o.Limits)
		if err != nil {
			return nil, err
		}
		return fromDOCX(raw)
	}
	if err := countObjects(data); err != nil {
		return nil, err
	}
	page, stream, err := readBoth(ctx, data, o)
	if err != nil {
		return nil, err
	}
	d, err := fromReaders(page, stream)
	if err != nil {
		return nil, err
	}
	if (page == nil || stream == nil) && o.Reader != ReaderPage && o.Reader != ReaderStream {
		d.Notices = append(d.Notices, halfRead)
	}
	return d, nil
}

// fromReaders makes a document of what stands on the pages; where pdfium could
// not read the file, of what the stream reader found.
func fromReaders(page, stream *rawPDF) (*Document, error) {
	if page == nil {
		page, stream = stream, nil
	}
	if stream != nil {
		mend(page, stream)
	}
	for i := range page.pages {
		page.pages[i].markHidden()
	}
	lines := layoutPDF(page)
	if len(lines) > maxLines {
		return nil, tooManyLines()
	}
	for i := range lines {
		lines[i].style.hidden = lines[i].unseen() && !page.pages[lines[i].Page-1].scanned()
	}
	d := understand(lines, func(d *Document) { d.compare(page, stream) })
	d.File.Kind, d.File.Producer, d.File.Pages = "pdf", page.producer, len(page.pages)
	for _, p := range page.pages {
		d.Sizes = append(d.Sizes, Size{p.width, p.height})
		for _, k := range p.links {
			d.addHiddenLink(k.url)
		}
	}
	return d, nil
}

// maxLines bounds what is understood of a document: more than 20 close-set pages
// have. Entries are held against each other, so that time grows with its square.
const maxLines = 4000

func tooManyLines() error {
	return fmt.Errorf("%w: it has more than %d lines", ErrTooComplex, maxLines)
}

// readBoth reads a PDF with the readers asked for, side by side. A document
// that one of them cannot read is nil; it is an error only if there is none.
// With both, the page reader has half of the time, so that a page on which it
// hangs leaves what the stream reader found.
func readBoth(ctx context.Context, data []byte, o Options) (page, stream *rawPDF, err error) {
	pageTime := o.Limits.Time
	if o.Reader != ReaderPage {
		pageTime /= 2
	}
	pageCtx, cancel := context.WithTimeout(ctx, pageTime)
	defer cancel()
	var pageErr, streamErr error
	done := make(chan struct{})
	go func() {
		defer close(done)
		if o.Reader != ReaderStream {
			page, pageErr = readPages(pageCtx, data, o)
		}
	}()
	if o.Reader != ReaderPage {
		stream, streamErr = readPDF(ctx, data, o.Limits)
	}
	<-done
	if page == nil && stream == nil {
		return nil, nil, better(pageErr, streamErr)
	}
	return page, stream, nil
}

func readPages(ctx context.Context, data []byte, o Options) (*rawPDF, error) {
	e, err := startEngine(o.Compiling)
	if err != nil {
		return nil, err
	}
	return e.read(ctx, data, o.Limits)
}

// better returns the error that tells a person more; either may be nil.
func better(a, b error) error {
	for _, known := range []error{ErrEncrypted, ErrTooComplex, ErrNoText, ErrTimeout, ErrDamaged} {
		for _, err := range []error{a, b} {
			if errors.Is(err, known) {
				return err
			}
		}
	}
	return errors.Join(a, b)
}

func fromDOCX(raw *rawDOCX) (*Document, error) {
	lines := layoutDOCX(raw)
	if len(lines) == 0 {
		return nil, ErrNoText
	}
	if len(lines) > maxLines {
		return nil, tooManyLines()
	}
	d := understand(lines, func(d *Document) { d.Notices = append(d.Notices, docxNotices(raw, d)...) })
	d.File.Kind, d.File.Producer = "docx", raw.producer
	for _, p := range raw.paragraphs {
		for _, k := range p.links {
			d.addHiddenLink(k.url)
		}
	}
	d.Agreement = bodyShare(d.Lines)
	return d, nil
}

// FromText reads plain text as if each line were a paragraph; "- " and "• "
// begin the items of a list. It serves tests, and lines that a person rewrites.
func FromText(text string) *Document {
	raw := &rawDOCX{}
	for _, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) != "" {
			raw.paragraphs = append(raw.paragraphs, paragraph{text: strings.TrimSpace(line)})
		}
	}
	d := understand(layoutDOCX(raw), func(*Document) {})
	d.File.Kind, d.Agreement = "text", -1
	return d
}

// understand forms sections and entries of lines in reading order.
// understand makes a document of its lines. Compare, which gives it its notices,
// is called beside the search for the contact fields.
func understand(lines []Line, compare func(*Document)) *Document {
	d := &Document{Links: []Link{}, Jobs: []Job{}, Projects: []Project{}, Education: []School{}, Skills: []Skill{}, Notices: []Notice{}}
	d.Lines, d.Sections = sectionsOf(lines)
	for i := range d.Lines {
		d.Lines[i].Part = d.Lines[i].style.part
	}
	if d.Sections == nil {
		d.Sections, d.Lines = []Section{}, []Line{}
	}
	dayFirst := dayFirstOf(d.Lines)
	var jobs *jobReader
	atOnce(func() { jobs = readJobs(d, dayFirst) }, func() {
		d.Education = educationOf(d, dayFirst)
		d.Skills = skillsOf(d)
		d.Certifications = certificationsOf(d, dayFirst)
		d.Languages = languagesOf(d)
	})
	d.takeJobs(jobs)
	d.Projects = projectsOf(d, dayFirst)
	atOnce(d.contact, func() { compare(d) })
	d.Statements = statementsOf(d)
	return d
}

// atOnce runs two functions side by side.
func atOnce(a, b func()) {
	var beside sync.WaitGroup
	beside.Go(b)
	a()
	beside.Wait()
}

func dayFirstOf(lines []Line) bool {
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = l.Text
	}
	return dayFirst(texts)
}

// contact fills the contact fields.
func (d *Document) contact() {
	cl := make([]contactLine, len(d.Lines))
	for i, l := range d.Lines {
		cl[i] = contactLine{text: l.Text, page: l.Page, size: l.style.size, bold: l.style.bold, section: l.Section, part: l.style.part, links: l.style.links, index: i}
	}
	f := findContact(cl)
	d.Name, d.Email, d.Phone, d.Location = f.name, f.email, f.phone, f.location
	if f.links != nil {
		d.Links = f.links
	}
}

// addHiddenLink adds a hyperlink that no line shows: one behind an icon.
func (d *Document) addHiddenLink(url string) {
	if !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "https://") {
		return
	}
	for _, l := range d.Lines {
		if slices.ContainsFunc(l.style.links, func(k string) bool { return sameLink(k, url) }) {
			return
		}
	}
	for _, k := range d.Links {
		if sameLink(k.URL, url) {
			return
		}
	}
	d.Links = append(d.Links, Link{URL: url, Line: -1, Active: true})
}

func sameLink(a, b string) bool { return linkKey(a) == linkKey(b) }

func linkKey(s string) string {
	s = strings.ToLower(s)
	s = strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
	return strings.TrimRight(strings.TrimPrefix(s, "www."), "/")
}
