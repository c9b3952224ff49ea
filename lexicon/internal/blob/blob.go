// Package blob writes plain data as bytes that are quickly read again: what is
// built into a program. A blob has no version and no names; who changes a type
// writes its blobs anew.
package blob

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"slices"
)

// Marshal returns the bytes of a value that consists of booleans, integers,
// strings, structs, slices and maps by strings. Fields that are not exported
// are left out. Equal values have equal bytes. It panics at other types.
func Marshal(v any) []byte { return appendValue(nil, reflect.ValueOf(v)) }

func appendValue(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Bool:
		return binary.AppendUvarint(b, uint64(map[bool]int{true: 1}[v.Bool()]))
	case reflect.Int, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(b, v.Int())
	case reflect.Uint8, reflect.Uint32, reflect.Uint64:
		return binary.AppendUvarint(b, v.Uint())
	case reflect.String:
		return append(binary.AppendUvarint(b, uint64(v.Len())), v.String()...)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				b = appendValue(b, v.Field(i))
			}
		}
		return b
	case reflect.Slice:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		if v.Type().Elem().Kind() == reflect.Int32 {
			for i := range v.Len() {
				b = binary.LittleEndian.AppendUint32(b, uint32(v.Index(i).Int())) // most of what a program builds in
			}
			return b
		}
		for i := range v.Len() {
			b = appendValue(b, v.Index(i))
		}
		return b
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int {
			if a.String() < b.String() {
				return -1
			}
			return 1
		})
		b = binary.AppendUvarint(b, uint64(len(keys)))
		for _, k := range keys {
			b = appendValue(appendValue(b, k), v.MapIndex(k))
		}
		return b
	}
	panic(fmt.Sprintf("blob: a %s cannot be written", v.Type()))
}

// Unmarshal reads what Marshal wrote of a value of the same type into the value
// that v points to. Strings are parts of data. The error says that data is of
// another type, or cut short.
func Unmarshal(data string, v any) (err error) {
	r := reader{data: data}
	defer func() {
		if f := recover(); f != nil {
			if f != errFormat {
				panic(f)
			}
			err = errFormat
		}
	}()
	r.value(reflect.ValueOf(v).Elem())
	if r.at != len(data) {
		return errFormat
	}
	return nil
}

var errFormat = errors.New("blob: the data is of another type or cut short")

// A reader counts where it is, since to cut data at each step would tell the
// garbage collector of each.
type reader struct {
	data string
	at   int
}

func (r *reader) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(r.uint() != 0)
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(r.int())
	case reflect.Uint8, reflect.Uint32, reflect.Uint64:
		v.SetUint(r.uint())
	case reflect.String:
		v.SetString(r.string())
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() {
				r.value(f)
			}
		}
	case reflect.Slice:
		r.slice(v)
	case reflect.Map:
		n := r.len()
		v.Set(reflect.MakeMapWithSize(v.Type(), n))
		for range n {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			r.value(key)
			r.value(value)
			v.SetMapIndex(key, value)
		}
	default:
		panic(errFormat)
	}
}

func (r *reader) slice(v reflect.Value) {
	n := r.len()
	if n == 0 {
		return
	}
	switch v.Type().Elem().Kind() {
	case reflect.Int32:
		v.Set(reflect.ValueOf(r.ints(n)).Convert(v.Type()))
		return
	case reflect.String:
		if texts, ok := v.Addr().Interface().(*[]string); ok {
			*texts = r.strings(n)
			return
		}
	}
	v.Set(reflect.MakeSlice(v.Type(), n, n))
	for i := range n {
		r.value(v.Index(i))
	}
}

// strings returns n texts.
func (r *reader) strings(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = r.string()
	}
	return out
}

func (r *reader) string() string {
	n := r.len()
	r.at += n
	return r.data[r.at-n:][:n]
}

// ints returns n numbers of four bytes each.
func (r *reader) ints(n int) []int32 {
	if n > (len(r.data)-r.at)/4 {
		panic(errFormat)
	}
	out := make([]int32, n)
	data := r.data[r.at:][:4*n]
	for i := range out {
		x := data[4*i:][:4]
		out[i] = int32(uint32(x[0]) | uint32(x[1])<<8 | uint32(x[2])<<16 | uint32(x[3])<<24)
	}
	r.at += 4 * n
	return out
}

// len returns a number of bytes or elements, of which each takes a byte at least.
func (r *reader) len() int {
	n := r.uint()
	if n > uint64(len(r.data)-r.at) {
		panic(errFormat)
	}
	return int(n)
}

func (r *reader) int() int64 {
	u := r.uint()
	return int64(u>>1) ^ -int64(u&1)
}

func (r *reader) uint() (u uint64) {
	for i := range binary.MaxVarintLen64 {
		if r.at == len(r.data) {
			break
		}
		c := r.data[r.at]
		r.at++
		u |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			return u
		}
	}
	panic(errFormat)
}
