package parser

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/klippa-app/go-pdfium/webassembly/imports"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// The engine of the page reader: pdfium, compiled to WebAssembly. It has no
// access to files, to the network or to memory other than its own.
//
// go-pdfium wraps each of pdfium's functions, allocating memory of the guest
// for every call. A page has thousands of letters with several calls each, so
// the functions are called here without the wrappers.

const (
	guestPages   = 256 << 20 / (64 << 10) // memory that an instance may have, in pages of 64 kB
	guestWorn    = 48 << 20               // an instance that has grown beyond this many bytes is not used again
	guestScratch = 4096                   // bytes of guest memory for results
	borrowTime   = 30 * time.Second       // for making an instance
)

// pageEngine holds instances of pdfium, which read one document at a time each.
type pageEngine struct {
	pool pdfium.Pool
	idle chan *guest   // warm instances
	busy chan struct{} // one token for each instance that is at work
	hung chan struct{} // one for each that does not come back in time
}

var startedEngine struct {
	sync.Once
	engine *pageEngine
	err    error
}

// startEngine returns the engine of the process, which is made at the first
// call, to read with as many instances at once as there are processors.
func startEngine(compiling func()) (*pageEngine, error) {
	return startEngineOf(runtime.GOMAXPROCS(0), compiling)
}

// startEngineOf starts the engine for so many instances at once, unless it was
// started. If it has to be compiled, once for a user and a version, compiling is
// called first, unless it is nil.
func startEngineOf(instances int, compiling func()) (*pageEngine, error) {
	startedEngine.Do(func() {
		dir := ""
		if base, err := os.UserCacheDir(); err == nil {
			dir = filepath.Join(base, "shortlist")
		}
		startedEngine.engine, startedEngine.err = newPageEngine(dir, instances, compiling)
	})
	return startedEngine.engine, startedEngine.err
}

// newPageEngine makes an engine from the machine code kept below dir. What is
// missing, of another version or broken there is compiled anew; where nothing
// can be written ("" included), the code is kept in memory only.
func newPageEngine(dir string, instances int, compiling func()) (*pageEngine, error) {
	code := codeFolder{base: dir}
	if dir != "" {
		code.dir = filepath.Join(dir, "pdfium-"+engineVersion())
	}
	cached := code.filled()
	if !cached && compiling != nil {
		compiling()
	}
	pool, err := newPool(code, cached)
	if err != nil && cached {
		code.empty()
		if compiling != nil {
			compiling()
		}
		cached = false
		pool, err = newPool(code, cached)
	}
	if err != nil {
		return nil, fmt.Errorf("start the PDF engine: %w", err)
	}
	if !cached {
		code.dropOthers()
	}
	return &pageEngine{pool: pool, idle: make(chan *guest, instances), busy: make(chan struct{}, instances), hung: make(chan struct{}, maxHung)}, nil
}

func newPool(code codeFolder, cached bool) (pdfium.Pool, error) {
	cache := wazero.NewCompilationCache()
	if cached || code.writable() {
		onDisk, err := wazero.NewCompilationCacheWithDir(code.dir)
		if err != nil {
			return nil, err
		}
		cache = onDisk
	}
	// Stopping a call when its context ends would double the cost of all calls:
	// see pageEngine.do. Without debug information the machine code is half as big.
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(guestPages).
		WithDebugInfoEnabled(false).
		WithCompilationCache(cache)
	return webassembly.Init(webassembly.Config{
		Context:       experimental.WithCompilationWorkers(context.Background(), runtime.GOMAXPROCS(0)),
		MaxTotal:      -1, // pageEngine limits them
		FSConfig:      wazero.NewFSConfig(),
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
}

// unknownVersion is that of test programs, which do not say what they are made of.
const unknownVersion = "unknown"

// engineVersion tells builds of the engine apart.
func engineVersion() string {
	version := unknownVersion
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == "github.com/klippa-app/go-pdfium" {
				version = m.Version
			}
		}
	}
	return version
}

// codeFolder is where the compiled engine is kept: wazero writes one file to
// it, under another name first, and checks its sum when it reads it.
type codeFolder struct {
	base string // "" if there is none
	dir  string // of this version, below base
}

// filled reports whether the folder holds machine code.
func (c codeFolder) filled() bool {
	found, _ := filepath.Glob(filepath.Join(c.dir, "wazero-*", "*"))
	for _, path := range found {
		if !strings.HasSuffix(path, ".tmp") {
			return c.dir != ""
		}
	}
	return false
}

// writable reports whether a file can be made in the folder, which is made if
// it is not there.
func (c codeFolder) writable() bool {
	if c.dir == "" || os.MkdirAll(c.dir, 0o700) != nil {
		return false
	}
	f, err := os.CreateTemp(c.dir, "probe-*.tmp")
	if err != nil {
		return false
	}
	f.Close()
	return os.Remove(f.Name()) == nil
}

// empty removes the machine code; where that fails it is compiled in memory.
func (c codeFolder) empty() { _ = os.RemoveAll(c.dir) }

// dropOthers removes the machine code of other versions.
func (c codeFolder) dropOthers() {
	unknown := filepath.Join(c.base, "pdfium-"+unknownVersion)
	others, _ := filepath.Glob(filepath.Join(c.base, "pdfium-*"))
	for _, dir := range others {
		if dir != c.dir && dir != unknown && c.dir != unknown {
			_ = os.RemoveAll(dir)
		}
	}
}

// maxHung is how many documents may hang without taking the place of others.
const maxHung = 4

// do runs work with an instance of its own. The guest cannot be interrupted in
// the middle of a call: if ctx ends first, do returns while the call goes on,
// and its instance is thrown away when it ends. Its place is free for another
// one at once, unless many hang already, who shall not take all of the machine.
func (e *pageEngine) do(ctx context.Context, work func(*guest) error) error {
	select {
	case e.busy <- struct{}{}:
		return e.run(ctx, work)
	case <-ctx.Done():
		return timeOut(ctx)
	}
}

// help runs work beside other work for the same document, if there is room.
func (e *pageEngine) help(ctx context.Context, work func(*guest) error) {
	select {
	case e.busy <- struct{}{}:
		_ = e.run(ctx, work) // who is helped does without
	default:
	}
}

// run is do for a caller who has put its token into busy.
func (e *pageEngine) run(ctx context.Context, work func(*guest) error) error {
	leave := sync.OnceFunc(func() { <-e.busy })
	done := make(chan error, 1)
	go func() {
		defer leave()
		done <- e.work(ctx, work)
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case e.hung <- struct{}{}:
		leave()
		go func() {
			<-done
			<-e.hung
		}()
	default:
	}
	return timeOut(ctx)
}

func timeOut(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return ctx.Err()
	}
	return ErrTimeout
}

// work runs in the goroutine that owns the instance.
func (e *pageEngine) work(ctx context.Context, work func(*guest) error) error {
	g, err := e.take()
	if err != nil {
		return err
	}
	g.ctx = ctx
	err = work(g)
	if g.err != nil || g.memory.Size() > guestWorn {
		g.close()
	} else {
		e.give(g)
	}
	if g.err != nil {
		return g.err
	}
	return err
}

func (e *pageEngine) take() (*guest, error) {
	select {
	case g := <-e.idle:
		return g, nil
	default:
		return newGuest(e.pool)
	}
}

func (e *pageEngine) give(g *guest) {
	select {
	case e.idle <- g:
	default:
		g.close()
	}
}

// close ends the engine. Nothing may be at work with it.
func (e *pageEngine) close() error {
	for {
		select {
		case g := <-e.idle:
			g.close()
		default:
			return e.pool.Close()
		}
	}
}

// guest is an instance of pdfium. The first call that fails ends its use: all
// later calls return 0, and err says what went wrong.
type guest struct {
	ctx      context.Context // of the document at hand
	err      error
	instance pdfium.Pdfium
	memory   guestMemory
	lookup   func(name string) guestFunction
	found    map[string]guestFunction
	stack    [12]uint64
	scratch  uint64 // address of guestScratch bytes
}

type guestFunction interface {
	CallWithStack(ctx context.Context, stack []uint64) error
}

type guestMemory interface {
	Size() uint32
	Read(offset, count uint32) ([]byte, bool)
	Write(offset uint32, v []byte) bool
}

func newGuest(pool pdfium.Pool) (*guest, error) {
	instance, err := pool.GetInstance(borrowTime)
	if err != nil {
		return nil, fmt.Errorf("start an instance of the PDF engine: %w", err)
	}
	module := like(imports.NewModule(nil), reflect.ValueOf(instance.GetImplementation()).Elem().FieldByName("Module").Interface())
	g := &guest{
		instance: instance,
		memory:   module.Memory(),
		lookup:   func(name string) guestFunction { return module.ExportedFunction(name) },
		found:    map[string]guestFunction{},
	}
	g.scratch = g.call("malloc", guestScratch)
	if g.err != nil {
		g.close()
		return nil, g.err
	}
	return g, nil
}

// like returns v as the type of the first argument, which for go-pdfium's
// modules has no name outside of it.
func like[T any](_ T, v any) T { return v.(T) }

func (g *guest) close() { _ = g.instance.Close() }

// function returns a function of pdfium.
func (g *guest) function(name string) guestFunction {
	f := g.found[name]
	if f == nil {
		f = g.lookup(name)
		g.found[name] = f
	}
	return f
}

// call calls a function of pdfium. Numbers and addresses are passed as they
// are, floating point numbers as their bits.
func (g *guest) call(name string, args ...uint64) uint64 { return g.invoke(g.function(name), args...) }

func (g *guest) invoke(f guestFunction, args ...uint64) uint64 {
	if g.err != nil {
		return 0
	}
	copy(g.stack[:], args)
	// The context of the document would be of no use: the engine looks at none.
	if err := f.CallWithStack(context.Background(), g.stack[:]); err != nil {
		g.err = fmt.Errorf("%w: the PDF engine gave up on it", ErrDamaged)
		return 0
	}
	return g.stack[0]
}

// read returns count bytes of the guest's memory, to be used before the next call.
func (g *guest) read(address uint64, count int) []byte {
	data, ok := g.memory.Read(uint32(address), uint32(count))
	if !ok {
		g.fail(errBroken)
		return make([]byte, count)
	}
	return data
}

// fail ends the use of the guest, unless it has failed before.
func (g *guest) fail(err error) {
	if g.err == nil {
		g.err = err
	}
}

// inTime reports whether the document may be read on.
func (g *guest) inTime() bool {
	if g.err == nil && g.ctx.Err() != nil {
		g.fail(timeOut(g.ctx))
	}
	return g.err == nil
}

// give copies data into memory of the guest, to be freed by the caller.
func (g *guest) give(data []byte) uint64 {
	address := g.call("malloc", uint64(len(data)))
	if g.err == nil && (address == 0 || !g.memory.Write(uint32(address), data)) {
		g.fail(fmt.Errorf("%w: there is no memory left to read it", ErrTooComplex))
	}
	return address
}
