package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

func main() {
	var b bytes.Buffer
	fmt.Println(binary.Write(&b, binary.BigEndian, uint16(1)), b.Bytes())
	var o binary.ByteOrder = binary.LittleEndian
	var x uint16
	fmt.Println(binary.Read(&b, o, &x), x, o, o.Uint16([]byte{1, 2}))
}
