import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.parse.XFormParser;
import org.javarosa.xform.util.XFormUtils;

/** Opens a saved instance in its form as ODK Collect does, and prints every answer of it. */
public final class InstanceReader {
    private InstanceReader() {}

    /** Reads a form and an instance; prints "path TAB value" for each answer. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        System.setOut(System.err);
        new XFormsModule().registerModule();
        byte[] xml = Files.readAllBytes(Path.of(arguments[0]));
        FormDef form = XFormUtils.getFormFromInputStream(new ByteArrayInputStream(xml));
        byte[] saved = Files.readAllBytes(Path.of(arguments[1]));
        TreeElement savedRoot = XFormParser.restoreDataModel(saved, null).getRoot();
        TreeElement root = form.getMainInstance().getRoot().deepCopy(true);
        if (!savedRoot.getName().equals(root.getName()) || savedRoot.getMult() != 0) {
            throw new IllegalArgumentException("the instance is not of this form");
        }
        TreeReference above = TreeReference.rootRef();
        above.add(root.getName(), TreeReference.INDEX_UNBOUND);
        root.populate(savedRoot, form);
        form.getMainInstance().setRoot(root);
        form.initialize(false, new InstanceInitializationFactory());
        print(form.getMainInstance().getRoot(), "", out);
        out.flush();
    }

    private static void print(TreeElement element, String above, PrintStream out) {
        if (element.getMult() == TreeReference.INDEX_TEMPLATE) {
            return;
        }
        String place = element.isRepeatable() ? "[" + (element.getMult() + 1) + "]" : "";
        String path = above + "/" + element.getName() + place;
        if (element.getNumChildren() == 0 && element.getValue() != null && element.isRelevant()) {
            out.println(path + "\t" + element.getValue().uncast().getString().replace("\n", "\\n"));
        }
        for (int at = 0; at < element.getNumChildren(); at++) {
            print(element.getChildAt(at), path, out);
        }
    }
}
