// The data classes of java.desktop, without a display: beans, colours, geometry,
// images in memory.
// flags: -Djava.awt.headless=true
import java.awt.AWTEvent;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.HeadlessException;
import java.awt.Insets;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.ActionEvent;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.beans.BeanInfo;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.beans.XMLDecoder;
import java.beans.XMLEncoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

public class DesktopData {
    public static class Shape {
        private Color color = Color.RED;
        private Rectangle bounds = new Rectangle(1, 2, 3, 4);
        private List<String> names = new ArrayList<>();

        public Color getColor() {
            return color;
        }

        public void setColor(Color color) {
            this.color = color;
        }

        public Rectangle getBounds() {
            return bounds;
        }

        public void setBounds(Rectangle bounds) {
            this.bounds = bounds;
        }

        public List<String> getNames() {
            return names;
        }

        public void setNames(List<String> names) {
            this.names = names;
        }
    }

    public static void main(String[] args) throws Exception {
        System.out.println(new Color(10, 20, 30, 40) + " " + Color.decode("#ff8000") + " " + Color.getHSBColor(.5f, 1, 1));
        System.out.println(new Dimension(1, 2) + " " + new Insets(1, 2, 3, 4) + " " + new Point(5, 6));
        System.out.println(new Rectangle(0, 0, 10, 10).intersection(new Rectangle(5, 5, 10, 10)));
        System.out.println(new Font("Dialog", Font.BOLD, 12).isBold() + " " + AffineTransform.getRotateInstance(1));
        Path2D path = new Path2D.Double(new Rectangle(1, 1, 3, 3));
        System.out.println(path.contains(2, 2) + " " + path.getBounds());
        AWTEvent event = new ActionEvent("source", 17, "command");
        System.out.println(event);

        BeanInfo info = Introspector.getBeanInfo(Shape.class);
        for (PropertyDescriptor property : info.getPropertyDescriptors()) {
            System.out.println(property.getName() + " " + property.getPropertyType() + " " + property.getWriteMethod());
        }
        Shape shape = new Shape();
        shape.setColor(new Color(1, 2, 3));
        shape.setBounds(new Rectangle(4, 5, 6, 7));
        shape.getNames().add("square");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XMLEncoder encoder = new XMLEncoder(bytes)) {
            encoder.writeObject(shape);
        }
        try (XMLDecoder decoder = new XMLDecoder(new ByteArrayInputStream(bytes.toByteArray()))) {
            Shape read = (Shape) decoder.readObject();
            System.out.println(read.getColor() + " " + read.getBounds() + " " + read.getNames());
        }

        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(1, 1, 0xff102030);
        System.out.println(Integer.toHexString(image.getRGB(1, 1)) + " " + image.getColorModel().getPixelSize());
        BufferedImage grey = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(0, 0, 0, 99);
        System.out.println(grey.getRaster().getSample(0, 0, 0) + " " + grey.getSampleModel().getNumBands());
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        System.out.println(ImageIO.write(image, "png", png));
        System.out.println(Integer.toHexString(ImageIO.read(new ByteArrayInputStream(png.toByteArray())).getRGB(1, 1)));
        try {
            new java.awt.Frame("title");
        } catch (HeadlessException e) {
            System.out.println(e.getClass());
        }
    }
}
