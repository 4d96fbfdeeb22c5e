package web

import (
	"container/list"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"
)

// Store keeps values for a while: those of a report, or of a batch, together
// under an id that nobody can guess. What is kept never changes; it only goes.
// A Store is safe for concurrent use, and its values must not be written to.
type Store interface {
	// Put keeps a value under an id and a name until it expires, which all
	// values of an id do together. Where there is one already, that one stays
	// and Put returns nil. The error is ErrFull where there is no space.
	Put(ctx context.Context, id, name string, value []byte, expires time.Time) error
	// Get returns a value; ErrGone if there is none.
	Get(ctx context.Context, id, name string) ([]byte, error)
	// Names lists what there is under an id, of names that begin with prefix, in
	// ascending order.
	Names(ctx context.Context, id, prefix string) ([]string, error)
	// Delete forgets the values of those names, or all of an id if none is given.
	Delete(ctx context.Context, id string, names ...string) error
}

// What a Store or a Queue can be asked for in vain.
var (
	ErrGone = errors.New("it is not there, or not any more")
	ErrFull = errors.New("there is no space for it")
	ErrAway = errors.New("the cluster cannot be reached")
)

// mainName is the name of the value that makes a report or a batch; without it
// the others of its id are of no use.
const mainName = "main"

// memory is the Store of a node that works alone.
type memory struct {
	most   int  // ids with a main value
	space  int  // bytes of values that are not main
	shifts bool // where there is no space the oldest make room: first their other values go, then they

	mu      sync.Mutex
	entries map[string]*list.Element // of *stored
	order   *list.List               // oldest first
	used    int                      // bytes of values that are not main
}

type stored struct {
	id     string
	timer  *time.Timer
	values map[string][]byte
}

func newMemory(most, space int, shifts bool) *memory {
	return &memory{most: most, space: space, shifts: shifts, entries: make(map[string]*list.Element), order: list.New()}
}

// Put implements Store.
func (m *memory) Put(_ context.Context, id, name string, value []byte, expires time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.entries[id]
	if ok {
		if _, there := e.Value.(*stored).values[name]; there {
			return nil
		}
	}
	if !m.shifts && (!ok && len(m.entries) >= m.most || name != mainName && m.used+len(value) > m.space) {
		return ErrFull
	}
	if !ok {
		if len(m.entries) >= m.most {
			m.drop(m.order.Front())
		}
		x := &stored{id: id, values: make(map[string][]byte)}
		x.timer = time.AfterFunc(time.Until(expires), func() { _ = m.Delete(context.Background(), id) })
		e = m.order.PushBack(x)
		m.entries[id] = e
	}
	x := e.Value.(*stored)
	x.values[name] = slices.Clip(value)
	if name != mainName {
		m.used += len(value)
	}
	for e := m.order.Front(); e != nil && m.used > m.space; e = e.Next() {
		m.empty(e.Value.(*stored))
	}
	return nil
}

// Get implements Store.
func (m *memory) Get(_ context.Context, id, name string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if e, ok := m.entries[id]; ok {
		if value, ok := e.Value.(*stored).values[name]; ok {
			return value, nil
		}
	}
	return nil, ErrGone
}

// Names implements Store.
func (m *memory) Names(_ context.Context, id, prefix string) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var names []string
	if e, ok := m.entries[id]; ok {
		for name := range e.Value.(*stored).values {
			if strings.HasPrefix(name, prefix) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names, nil
}

// Delete implements Store.
func (m *memory) Delete(_ context.Context, id string, names ...string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.entries[id]
	if !ok {
		return nil
	}
	x := e.Value.(*stored)
	for _, name := range names {
		m.forget(x, name)
	}
	if len(names) == 0 || len(x.values) == 0 {
		m.drop(e)
	}
	return nil
}

// holds tells whether there is a value.
func (m *memory) holds(id, name string) bool {
	_, err := m.Get(context.Background(), id, name)
	return err == nil
}

// len returns how many ids there are.
func (m *memory) len() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.entries)
}

func (m *memory) clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for m.order.Len() > 0 {
		m.drop(m.order.Front())
	}
}

// The methods below are called with the lock held.

// forget forgets a value.
func (m *memory) forget(x *stored, name string) {
	if name != mainName {
		m.used -= len(x.values[name])
	}
	delete(x.values, name)
}

// empty forgets all but the main value.
func (m *memory) empty(x *stored) {
	for name := range x.values {
		if name != mainName {
			m.forget(x, name)
		}
	}
}

// drop forgets all.
func (m *memory) drop(e *list.Element) {
	x := m.order.Remove(e).(*stored)
	x.timer.Stop()
	m.empty(x)
	delete(m.entries, x.id)
}
