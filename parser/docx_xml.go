package parser

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// node is an XML element. Names are local: WordprocessingML, its strict form and
// its older drafts differ in name spaces only, and no two elements that matter
// here share a local name.
type node struct {
	name  string
	attrs []xml.Attr
	kids  []*node
	text  string // the character data directly in it
}

// attr returns the value of the attribute of that local name, or "".
func (n *node) attr(name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// child returns the first element at the end of path, or nil. A nil node has no
// children, so that paths can be followed blindly.
func (n *node) child(path ...string) *node {
	for _, name := range path {
		n = n.first(name)
	}
	return n
}

func (n *node) first(name string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

// all returns the children of that name.
func (n *node) all(name string) []*node {
	if n == nil {
		return nil
	}
	var all []*node
	for _, k := range n.kids {
		if k.name == name {
			all = append(all, k)
		}
	}
	return all
}

// find returns the first element of that name at any depth below n, or nil.
func (n *node) find(name string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
		if f := k.find(name); f != nil {
			return f
		}
	}
	return nil
}

// val returns the w:val attribute of the child of that name, or "".
func (n *node) val(child string) string { return n.first(child).attr("val") }

// on reports whether n is a switch that stands and is not turned off.
func (n *node) on() bool {
	if n == nil {
		return false
	}
	switch n.attr("val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// number returns a measure of an attribute in the unit in which it is written.
func (n *node) number(attr string) float64 { return measure(n.attr(attr)) }

// measure reads a measure; what is none, or beyond all paper, is 0.
func measure(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || !(math.Abs(f) < 1e9) {
		return 0
	}
	return f
}

// maxTokens bounds the memory and the time of one part's tree: elements,
// attributes, pieces of text, comments. The richest resumes seen have some twenty
// thousand elements.
const maxTokens = 1_000_000

// openNode is an element whose end was not met yet.
type openNode struct {
	*node
	text []byte
}

func (n openNode) close() { n.node.text = string(n.text) }

// parseXML reads a part. If the part breaks off or breaks down after its root
// has been opened, the tree read so far comes back with the error ErrDamaged.
func parseXML(data []byte, depth int) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(utf8Bytes(data)))
	d.CharsetReader = charsetReader
	root := &node{}
	stack := []openNode{{node: root}}
	end := func(err error) (*node, error) {
		for _, n := range stack {
			n.close()
		}
		return endXML(root, len(stack), err)
	}
	for tokens := 0; ; {
		tok, err := d.RawToken()
		if err != nil {
			return end(err)
		}
		if tokens++; tokens > maxTokens {
			return nil, fmt.Errorf("%w: it has too many elements", ErrTooComplex)
		}
		top := &stack[len(stack)-1]
		switch t := tok.(type) {
		case xml.StartElement:
			tokens += len(t.Attr)
			if len(stack) > depth {
				return nil, fmt.Errorf("%w: its elements are nested too deep", ErrTooComplex)
			}
			n := &node{name: t.Name.Local, attrs: t.Attr}
			top.kids = append(top.kids, n)
			stack = append(stack, openNode{node: n})
		case xml.EndElement:
			if t.Name.Local != top.name {
				return end(errors.New("an element is closed that was not open"))
			}
			top.close()
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.text = append(top.text, t...)
		case xml.Directive:
			return nil, fmt.Errorf("%w: it declares a document type, which no Word document does", ErrDamaged)
		}
	}
}

func endXML(root *node, open int, err error) (*node, error) {
	switch {
	case len(root.kids) == 0:
		return nil, fmt.Errorf("%w: a part of it is no XML", ErrDamaged)
	case errors.Is(err, io.EOF) && open == 1:
		return root.kids[0], nil
	}
	return root.kids[0], fmt.Errorf("%w: a part of it breaks off", ErrDamaged)
}

// utf8Bytes turns UTF-16, the other encoding that XML readers must know, into
// UTF-8, by the mark with which it begins.
func utf8Bytes(data []byte) []byte {
	if len(data) == 0 || data[0] == '<' {
		return data
	}
	decoded, _, err := transform.Bytes(unicode.BOMOverride(transform.Nop), data)
	if err != nil {
		return data
	}
	return decoded
}

func charsetReader(label string, r io.Reader) (io.Reader, error) {
	if strings.HasPrefix(strings.ToLower(label), "utf-16") {
		return r, nil // utf8Bytes has seen to it
	}
	return charset.NewReaderLabel(label, r)
}
