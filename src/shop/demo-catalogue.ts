/** The ten products of the shipped model, so that a fresh install sells something. */
import type { Product } from './catalogue.js';

const OPENING_STOCK = 200;

function demo(id: number, className: string, name: string, price: number): Product {
  return {
    id: className,
    name,
    price,
    class_name: className,
    yolo_class_id: id,
    stock: OPENING_STOCK,
    active: true,
  };
}

export const DEMO_CATALOGUE: readonly Product[] = [
  demo(0, 'yuancui-tea', '元翠茶', 150),
  demo(1, 'fenjie-tea', '分解茶', 200),
  demo(2, 'yuquan-water', '玉泉水', 20),
  demo(3, 'sarsi', '沙士', 30),
  demo(4, 'morning-latte', '晨光拿鐵', 45),
  demo(5, 'muguang-milk', '牧光鮮乳', 95),
  demo(6, 'wavy-chips', '波浪洋芋片', 40),
  demo(7, 'beef-noodle', '紅燒牛肉麵', 55),
  demo(8, 'soda-cracker', '海苔蘇打餅', 60),
  demo(9, 'tuna-onigiri', '鮪魚飯糰', 35),
];
