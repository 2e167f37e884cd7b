package procs

// A Number can be in a shared array.
type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float32 | ~float64
}

// A SharedArray has numbers that several processes read and write. A number is read and written whole, but
// to read one and write what follows from it are two steps: guard them with a [Lock].
type SharedArray[T Number] struct {
	words *Words
	n     int
}

// NewSharedArray makes an array of n numbers, all zero.
func NewSharedArray[T Number](n int) *SharedArray[T] {
	return &SharedArray[T]{words: NewWords(n), n: n}
}

// Len is how many numbers there are.
func (a *SharedArray[T]) Len() int { return a.n }

// At returns number i, from 0 on.
func (a *SharedArray[T]) At(i int) T {
	var v T
	SetBits(&v, a.words.Get(i, a.n))
	return v
}

// Set sets number i.
func (a *SharedArray[T]) Set(i int, v T) { a.words.Set(i, a.n, Bits(&v)) }

// Slice returns a copy of the numbers, as they are one after the other.
func (a *SharedArray[T]) Slice() []T {
	s := make([]T, a.n)
	for i := range s {
		s[i] = a.At(i)
	}
	return s
}
