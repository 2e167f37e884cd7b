package main

type body struct{ x, y, vx, vy float64 }

func work() int {
	bodies := make([]body, 50)
	for i := range bodies {
		bodies[i].vx, bodies[i].vy = float64(i), float64(-i)
	}
	one := body{vx: 1}
	for step := 0; step < 200; step++ {
		for i := range bodies {
			b := &bodies[i]
			b.x += b.vx * 0.01
			b.y += b.vy * 0.01
		}
		one.x += one.vx
		one.y = one.x - one.y
	}
	return int(bodies[7].x*1000) + int(one.x)
}
