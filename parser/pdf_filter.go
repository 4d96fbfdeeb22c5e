package parser

import (
	"bytes"
	"compress/flate"
	"io"
)

// Stream filters that the library does not know, or not in all their forms.
// The rewriter unpacks such streams; plain FlateDecode is left to the library.

// filterStep is one filter with its parameters.
type filterStep struct {
	name   string
	params map[string]int
}

// filterSteps reads the entries Filter and DecodeParms as written.
func filterSteps(filter, params string) []filterStep {
	var steps []filterStep
	s := &scanner{data: []byte(filter)}
	for t := s.next(); t.kind != tokenEnd; t = s.next() {
		if t.kind == tokenName {
			steps = append(steps, filterStep{string(t.text), map[string]int{}})
		}
	}
	s = &scanner{data: []byte(params)}
	step, key := 0, ""
	for t := s.next(); t.kind != tokenEnd; t = s.next() {
		switch {
		case t.kind == tokenDictEnd || t.kind == tokenKeyword && string(t.text) == "null":
			step++
		case t.kind == tokenName:
			key = string(t.text)
		case t.kind == tokenNumber && step < len(steps):
			steps[step].params[key] = int(t.num)
		}
	}
	return steps
}

// maxFilters is how many filters one upon the other are undone. Two are usual.
const maxFilters = 6

// unpack undoes the filters, up to limit bytes each; false if one is unknown or
// there are too many.
func unpack(data []byte, steps []filterStep, limit int) ([]byte, bool) {
	if len(steps) > maxFilters {
		return nil, false
	}
	for _, step := range steps {
		switch step.name {
		case "FlateDecode", "Fl":
			data = predict(inflate(data, limit), step.params)
		case "LZWDecode", "LZW":
			data = predict(unpackLZW(data, step.params, limit), step.params)
		case "ASCIIHexDecode", "AHx":
			end := bytes.IndexByte(data, '>')
			if end < 0 {
				end = len(data)
			}
			data = decodeHex(data[:end])
		case "ASCII85Decode", "A85":
			data = decodeASCII85(data, limit)
		case "RunLengthDecode", "RL":
			data = unpackRuns(data, limit)
		default:
			return nil, false
		}
	}
	return data, true
}

// inflate unpacks zlib data, as far as it goes.
func inflate(data []byte, limit int) []byte {
	if len(data) < 2 {
		return nil
	}
	var out bytes.Buffer
	_, _ = io.Copy(&out, io.LimitReader(flate.NewReader(bytes.NewReader(data[2:])), int64(limit)))
	return out.Bytes()
}

// unpackLZW unpacks LZW as TIFF has it: codes of 9 to 12 bits, high bits first.
func unpackLZW(data []byte, params map[string]int, limit int) []byte {
	const clear, end = 256, 257
	early := 1
	if v, ok := params["EarlyChange"]; ok {
		early = v
	}
	var out []byte
	type span struct{ start, end int } // of the output
	var table []span
	bits, width, previous := 0, 9, span{-1, -1}
	var acc uint32
	for _, c := range data {
		acc = acc<<8 | uint32(c)
		if bits += 8; bits < width {
			continue
		}
		bits -= width
		code := int(acc>>bits) & (1<<width - 1)
		start := len(out)
		switch i := code - end - 1; {
		case code == clear:
			table, width, previous = table[:0], 9, span{-1, -1}
			continue
		case code == end || len(out) > limit:
			return out
		case code < clear:
			out = append(out, byte(code))
		case i < len(table):
			out = append(out, out[table[i].start:table[i].end]...)
		case i == len(table) && previous.start >= 0:
			out = append(out, out[previous.start:previous.end]...)
			out = append(out, out[previous.start])
		default:
			return out
		}
		if previous.start >= 0 && len(table) < 4096-end-1 {
			table = append(table, span{previous.start, previous.end + 1}) // the string before and the first byte of this one
		}
		previous = span{start, len(out)}
		for width < 12 && len(table)+end+1+early >= 1<<width {
			width++
		}
	}
	return out
}

func decodeASCII85(data []byte, limit int) []byte {
	var out []byte
	var group uint32
	n := 0
	data, _, _ = bytes.Cut(data, []byte("~"))
	for _, c := range data {
		switch {
		case len(out) >= limit:
			return out
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case c >= '!' && c <= 'u':
			group = group*85 + uint32(c-'!')
			if n++; n == 5 {
				out = append(out, byte(group>>24), byte(group>>16), byte(group>>8), byte(group))
				group, n = 0, 0
			}
		}
	}
	if n > 1 {
		for i := n; i < 5; i++ {
			group = group*85 + 84
		}
		last := []byte{byte(group >> 24), byte(group >> 16), byte(group >> 8)}
		out = append(out, last[:n-1]...)
	}
	return out
}

func unpackRuns(data []byte, limit int) []byte {
	var out []byte
	for i := 0; i < len(data) && data[i] != 128 && len(out) < limit; {
		n := int(data[i])
		i++
		if n < 128 {
			end := min(i+n+1, len(data))
			out = append(out, data[i:end]...)
			i = end
		} else if i < len(data) {
			out = append(out, bytes.Repeat(data[i:i+1], 257-n)...)
			i++
		}
	}
	return out
}

// predict undoes a predictor: each row of data holds differences to the bytes
// left of and above it.
func predict(data []byte, params map[string]int) []byte {
	if params["Predictor"] < 2 {
		return data
	}
	value := func(key string, or int) int {
		if v, ok := params[key]; ok && v > 0 && v < 1<<16 {
			return v
		}
		return or
	}
	pixel := max(1, value("Colors", 1)*value("BitsPerComponent", 8)/8)
	row := (value("Colors", 1)*value("BitsPerComponent", 8)*value("Columns", 1) + 7) / 8
	if params["Predictor"] == 2 {
		for start := 0; start < len(data); start += row {
			for i := start + pixel; i < min(start+row, len(data)); i++ {
				data[i] += data[i-pixel]
			}
		}
		return data
	}
	row = min(row, len(data)) // whatever the file says, there is no longer one
	out := make([]byte, 0, len(data))
	above := make([]byte, row)
	for len(data) > 1 {
		kind, line := data[0], data[1:min(row+1, len(data))]
		data = data[1+len(line):]
		predictRow(kind, line, above, pixel)
		copy(above, line)
		out = append(out, line...)
	}
	return out
}

// predictRow undoes one of the predictors of PNG.
func predictRow(kind byte, line, above []byte, pixel int) {
	for i := range line {
		var left, upperLeft byte
		if i >= pixel {
			left, upperLeft = line[i-pixel], above[i-pixel]
		}
		switch kind {
		case 1:
			line[i] += left
		case 2:
			line[i] += above[i]
		case 3:
			line[i] += byte((int(left) + int(above[i])) / 2)
		case 4:
			line[i] += paeth(left, above[i], upperLeft)
		}
	}
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	da, db, dc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case da <= db && da <= dc:
		return a
	case db <= dc:
		return b
	}
	return c
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
