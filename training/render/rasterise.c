/* Triangle rasteriser with a depth buffer.
 *
 * Vertices come as screen pixels (x, y) and 1 / depth. For every pixel of the
 * size x size picture the nearest triangle's number (-1: none) and its
 * perspective-correct barycentric weights are written.
 */
#include <math.h>

static int clamp(int value, int low, int high) {
    return value < low ? low : value > high ? high : value;
}

void rasterise(int triangle_count, const int *triangles, const float *x, const float *y,
               const float *inverse_depth, int size, int *nearest, float *depth_buffer,
               float *weights) {
    for (int t = 0; t < triangle_count; t++) {
        const int a = triangles[3 * t], b = triangles[3 * t + 1], c = triangles[3 * t + 2];
        const float area = (x[b] - x[a]) * (y[c] - y[a]) - (x[c] - x[a]) * (y[b] - y[a]);
        if (fabsf(area) < 1e-9f) continue;
        const int left = clamp((int)floorf(fminf(x[a], fminf(x[b], x[c]))), 0, size - 1);
        const int right = clamp((int)ceilf(fmaxf(x[a], fmaxf(x[b], x[c]))), 0, size - 1);
        const int top = clamp((int)floorf(fminf(y[a], fminf(y[b], y[c]))), 0, size - 1);
        const int bottom = clamp((int)ceilf(fmaxf(y[a], fmaxf(y[b], y[c]))), 0, size - 1);
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                const float px = column + 0.5f, py = row + 0.5f;
                const float wa = ((x[b] - px) * (y[c] - py) - (x[c] - px) * (y[b] - py)) / area;
                const float wb = ((x[c] - px) * (y[a] - py) - (x[a] - px) * (y[c] - py)) / area;
                const float wc = 1 - wa - wb;
                if (wa < -1e-5f || wb < -1e-5f || wc < -1e-5f) continue;
                const float nearness =
                    wa * inverse_depth[a] + wb * inverse_depth[b] + wc * inverse_depth[c];
                const int pixel = row * size + column;
                if (nearness <= depth_buffer[pixel]) continue;
                depth_buffer[pixel] = nearness;
                nearest[pixel] = t;
                weights[3 * pixel] = wa * inverse_depth[a] / nearness;
                weights[3 * pixel + 1] = wb * inverse_depth[b] / nearness;
                weights[3 * pixel + 2] = wc * inverse_depth[c] / nearness;
            }
        }
    }
}
