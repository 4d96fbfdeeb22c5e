package parser

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/nguyenthenguyen/docx"
)

// readDOCX reads a Word document. A document that is damaged but still gives
// text is no error.
func readDOCX(data []byte, limits Limits) (*rawDOCX, error) {
	deadline := time.Now().Add(limits.Time)
	pkg, err := openPackage(data, limits)
	if err != nil {
		return nil, err
	}
	main, err := pkg.mainPart()
	if err != nil {
		return nil, err
	}
	body, err := pkg.mainTree(main)
	if body == nil {
		return nil, err
	}
	if body.name != "document" {
		return nil, fmt.Errorf("%w: it is an Office file of another kind", ErrFormat)
	}
	r := &docxReader{pkg: pkg, links: map[string]map[string]relation{}, deadline: deadline}
	if rerr := r.read(body, main); rerr != nil {
		return nil, rerr
	}
	if err != nil && len(r.out) == 0 {
		return nil, err
	}
	return &rawDOCX{paragraphs: r.out, producer: pkg.producer(), pictures: r.pictures}, nil
}

// docxPackage is the zip of a document.
type docxPackage struct {
	files  map[string]*zip.File
	data   []byte
	limits Limits
	left   int64                 // bytes that may still be inflated
	trees  map[string]*node      // of parts that were read as XML, nil if they are none
	rels   map[string][]relation // by the part that they begin at
}

// openPackage checks the directory of the zip before anything is unpacked.
func openPackage(data []byte, limits Limits) (*docxPackage, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: its container cannot be opened", ErrDamaged)
	}
	if err := checkDirectory(z.File, limits); err != nil {
		return nil, err
	}
	p := &docxPackage{files: make(map[string]*zip.File, len(z.File)), data: data, limits: limits, left: limits.Inflated, trees: map[string]*node{}, rels: map[string][]relation{}}
	for _, f := range z.File {
		name := partKey(strings.ReplaceAll(f.Name, `\`, "/"))
		if slices.Contains(strings.Split(name, "/"), "..") {
			return nil, fmt.Errorf("%w: a part of it lies outside of it", ErrDamaged)
		}
		if _, twice := p.files[name]; twice {
			return nil, fmt.Errorf("%w: it holds the same part twice", ErrDamaged)
		}
		p.files[name] = f
	}
	return p, nil
}

// XML that is unpacked to more than maxRatio times its size, and to more than
// maxDense bytes, is no text: real documents reach a ratio of 20.
const (
	maxRatio = 100
	maxDense = 1 << 20
)

// checkDirectory goes by what the directory of the zip declares. A container
// within it is a part like others; none is ever opened.
func checkDirectory(files []*zip.File, limits Limits) error {
	if len(files) > limits.Entries {
		return fmt.Errorf("%w: it holds %d files", ErrTooComplex, len(files))
	}
	var total uint64
	type span struct{ start, end uint64 } // of an entry's data
	var spans []span
	for _, f := range files {
		if f.Flags&1 != 0 {
			return ErrEncrypted
		}
		if total += f.UncompressedSize64; total > uint64(limits.Inflated) || f.UncompressedSize64 > uint64(limits.Inflated) {
			return fmt.Errorf("%w: unpacked, it has more than %d MB", ErrTooLarge, limits.Inflated>>20)
		}
		if isXML(f.Name) && f.UncompressedSize64 > maxDense && f.UncompressedSize64/maxRatio > f.CompressedSize64 {
			return fmt.Errorf("%w: unpacked, a part of it is %d times as large", ErrTooComplex, maxRatio)
		}
		if start, err := f.DataOffset(); err == nil {
			spans = append(spans, span{uint64(start), uint64(start) + f.CompressedSize64})
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	for i := 1; i < len(spans); i++ {
		if spans[i].start < spans[i-1].end {
			return fmt.Errorf("%w: parts of it lie upon each other", ErrDamaged)
		}
	}
	return nil
}

func isXML(name string) bool {
	return strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels")
}

// partKey makes names of parts comparable: their case does not count.
func partKey(name string) string { return strings.ToLower(strings.TrimPrefix(name, "/")) }

func (p *docxPackage) file(name string) *zip.File { return p.files[partKey(name)] }

// mainPart returns the name of the part that holds the text.
func (p *docxPackage) mainPart() (string, error) {
	for _, r := range p.relations("") {
		if r.kind == "officeDocument" && p.file(r.target) != nil {
			return r.target, nil
		}
	}
	if p.file(standardPart) == nil {
		return "", fmt.Errorf("%w: it is a container without a Word document in it", ErrFormat)
	}
	return standardPart, nil
}

// standardPart is where nearly all programs put the text.
const standardPart = "word/document.xml"

// bytes inflates a part. The sizes that a directory declares may lie, so that
// the reader counts as well. What could be read comes back beside an error.
func (p *docxPackage) bytes(name string) ([]byte, error) {
	f := p.file(name)
	if f == nil {
		return nil, fmt.Errorf("%w: a part of it is missing", ErrDamaged)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: a part of it cannot be unpacked", ErrDamaged)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, p.left+1))
	if p.left -= int64(len(data)); p.left < 0 {
		return nil, fmt.Errorf("%w: unpacked, it has more than %d MB", ErrTooLarge, p.limits.Inflated>>20)
	}
	if err != nil {
		return data, fmt.Errorf("%w: a part of it cannot be unpacked to its end", ErrDamaged)
	}
	return data, nil
}

// maxXML bounds a part that is read as XML, in bytes: its tree takes a multiple
// of that in memory. Long resumes have some 200 kB.
const maxXML = 8 << 20

// mainTree reads the part with the text. The library reads it where it stands in
// the usual place; it gives up on documents without links and on checksums
// that do not match, which are read all the same.
func (p *docxPackage) mainTree(name string) (*node, error) {
	if name != standardPart || p.libraryLoad() > maxXML {
		return p.tree(name)
	}
	d, err := docx.ReadDocxFromMemory(bytes.NewReader(p.data), int64(len(p.data)))
	if err != nil {
		return p.tree(name)
	}
	defer d.Close()
	return parseXML([]byte(d.Editable().GetContent()), p.limits.Depth)
}

// libraryLoad returns how many bytes the library unpacks: beside the text,
// whatever has a header or a footer in its name.
func (p *docxPackage) libraryLoad() (size uint64) {
	for name, f := range p.files {
		if name == standardPart || name == "word/_rels/document.xml.rels" || strings.Contains(name, "header") || strings.Contains(name, "footer") {
			size += f.UncompressedSize64
		}
	}
	return size
}

// tree reads a part as XML. The tree is as much as could be read, and nil only
// if that is nothing.
func (p *docxPackage) tree(name string) (*node, error) {
	if f := p.file(name); f != nil && f.UncompressedSize64 > maxXML {
		return nil, fmt.Errorf("%w: its text takes more than %d MB", ErrTooComplex, maxXML>>20)
	}
	data, err := p.bytes(name)
	if len(data) == 0 && err != nil {
		return nil, err
	}
	n, xerr := parseXML(data, p.limits.Depth)
	if xerr != nil {
		err = xerr
	}
	return n, err
}

// optional reads a part that a document can do without, once; nil if it is not
// there or not to be read.
func (p *docxPackage) optional(name string) (*node, error) {
	if p.file(name) == nil {
		return nil, nil
	}
	if n, known := p.trees[partKey(name)]; known {
		return n, nil
	}
	n, err := p.tree(name)
	p.trees[partKey(name)] = n
	if n == nil && !errors.Is(err, ErrDamaged) {
		return nil, err
	}
	return n, nil
}

// relation joins a part to another one, or to an address.
type relation struct {
	id, kind, target string
	external         bool
}

// relations returns those of a part; those of the package for "".
func (p *docxPackage) relations(part string) []relation {
	rels, known := p.rels[part]
	if !known {
		rels = p.readRelations(part)
		p.rels[part] = rels
	}
	return rels
}

func (p *docxPackage) readRelations(part string) []relation {
	dir, base := path.Split(part)
	root, err := p.optional(dir + "_rels/" + base + ".rels")
	if root == nil || err != nil {
		return nil
	}
	var rels []relation
	for _, k := range root.kids {
		r := relation{id: k.attr("Id"), kind: path.Base(k.attr("Type")), target: k.attr("Target")}
		r.external = strings.EqualFold(k.attr("TargetMode"), "External")
		switch {
		case r.external:
		case strings.HasPrefix(r.target, "/"):
			r.target = path.Clean(r.target)[1:]
		default:
			r.target = path.Join(dir, r.target)
		}
		rels = append(rels, r)
	}
	return rels
}

// related returns the part that stands in that relation to another one, "" if
// none does.
func (p *docxPackage) related(part, kind string) string {
	for _, r := range p.relations(part) {
		if r.kind == kind && !r.external {
			return r.target
		}
	}
	return ""
}

// producer returns the program that wrote the document, with its version.
func (p *docxPackage) producer() string {
	app, err := p.optional("docProps/app.xml")
	if app == nil || err != nil {
		return ""
	}
	name, version := app.first("Application"), app.first("AppVersion")
	if name == nil {
		return ""
	}
	if version == nil || strings.ContainsAny(name.text, "0123456789") {
		return strings.TrimSpace(name.text)
	}
	return strings.TrimSpace(name.text + " " + version.text)
}
