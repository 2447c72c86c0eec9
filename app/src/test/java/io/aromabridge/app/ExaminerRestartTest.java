package io.aromabridge.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.core.message.Message;
import io.aromabridge.core.message.Payload;
import io.aromabridge.core.message.QoS;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import io.aromabridge.simulator.DeviceSpec;
import io.aromabridge.simulator.ExaminerSpec;
import io.aromabridge.simulator.Simulation;
import io.aromabridge.simulator.StudentSpec;
import io.aromabridge.simulator.device.Side;
import io.aromabridge.simulator.exam.ExamRules;
import io.aromabridge.simulator.exam.Student;
import io.aromabridge.simulator.mqtt.MqttConnection;
import io.aromabridge.testkit.Testbed;
import io.aromabridge.testkit.junit.AromaTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Examiner and students as devices of a simulation, at a real broker, with an exam that is soon over. */
@AromaTest
class ExaminerRestartTest {
    private static final Duration SOON = Duration.ofMillis(100);
    private static final ExamRules QUICK = new ExamRules(
            ExamRules.standardAnswers(),
            3,
            7,
            new ExamRules.Timing(SOON, Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofSeconds(30)),
            QoS.EXACTLY_ONCE);

    private final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();

    private static Simulation start(Testbed bed, List<DeviceSpec> devices) throws Exception {
        Simulation simulation = Simulation.builder(event -> {}, new SplittableRandom(1))
                .devices(devices)
                .endpoint(Side.LOCAL, bed.local().endpoint())
                .start();
        simulation.ready().toCompletableFuture().get(20, TimeUnit.SECONDS);
        return simulation;
    }

    private MqttConnection listener(Testbed bed, String filter) throws Exception {
        MqttConnection mqtt = MqttConnection.connect(bed.local().endpoint(), "listener", Duration.ofSeconds(20));
        MqttConnection.await(mqtt.subscribe(TopicFilter.of(filter), QoS.EXACTLY_ONCE, heard::add));
        return mqtt;
    }

    private Message next() throws InterruptedException {
        Message message = heard.poll(20, TimeUnit.SECONDS);
        assertTrue(message != null, "nothing was heard for 20 s");
        return message;
    }

    @Test
    void aRetainedLoginBeginsNoExamWhenTheExaminerComesBack(Testbed bed) throws Exception {
        try (MqttConnection mqtt = listener(bed, "+/UUID");
                Simulation simulation = start(bed, List.of(new ExaminerSpec("examiner", Side.LOCAL, QUICK)))) {
            MqttConnection.await(
                    mqtt.publish(new Message(TopicName.of("login"), Payload.of("first"), QoS.AT_LEAST_ONCE, true)));
            assertEquals("first/UUID", next().topic().value(), "a login that is retained and comes now counts");
            simulation.cutPower("examiner");
            simulation.restorePower("examiner");
            simulation.ready("examiner").toCompletableFuture().get(20, TimeUnit.SECONDS);
            MqttConnection.await(mqtt.publish(Message.of("login", "second", QoS.AT_LEAST_ONCE)));
            assertEquals("second/UUID", next().topic().value());
        }
    }

    @Test
    void simulatedStudentsPassWithEachQoS(Testbed bed) throws Exception {
        List<DeviceSpec> devices = new ArrayList<>(List.of(new ExaminerSpec("examiner", Side.LOCAL, QUICK)));
        try (MqttConnection unused = listener(bed, "aromabridge/exam/+");
                Simulation examiner = start(bed, devices);
                Simulation students = start(bed, students())) {
            TreeSet<String> passed = new TreeSet<>();
            while (passed.size() < 3) {
                JsonNode verdict = new ObjectMapper().readTree(next().payload().text());
                assertEquals("passed", verdict.path("verdict").asText(), verdict::toString);
                passed.add(verdict.path("user").asText());
            }
            assertEquals("[user0, user1, user2]", passed.toString());
            assertEquals("student", students.status().others().get(0).kind(), () -> examiner.status()
                    .toString());
        }
    }

    /** One of each QoS; the first takes it again and again. */
    private static List<DeviceSpec> students() {
        List<DeviceSpec> students = new ArrayList<>();
        for (QoS qos : QoS.values()) {
            Optional<Duration> again = qos.level() == 0 ? Optional.of(SOON) : Optional.empty();
            students.add(new StudentSpec(
                    "student" + qos.level(), Side.LOCAL, new Student.Candidate("user" + qos.level(), qos, again)));
        }
        return students;
    }
}
