<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="Symbology|Labeling|MapTips" labelsEnabled="1">
 <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
  <rules key="all">
   <rule key="rule0" symbol="0" label="Đặc biệt nghiêm trọng" filter="&quot;severity&quot; = 'critical' AND &quot;state&quot; &lt;&gt; 'accepted'"/>
   <rule key="rule1" symbol="1" label="Nghiêm trọng" filter="&quot;severity&quot; = 'error' AND &quot;state&quot; &lt;&gt; 'accepted'"/>
   <rule key="rule2" symbol="2" label="Trung bình" filter="&quot;severity&quot; = 'warning' AND &quot;state&quot; &lt;&gt; 'accepted'"/>
   <rule key="rule3" symbol="3" label="Nhẹ" filter="&quot;severity&quot; = 'info' AND &quot;state&quot; &lt;&gt; 'accepted'" scalemaxdenom="5000"/>
   <rule key="rule4" symbol="4" label="Được chấp nhận" filter="ELSE" scalemaxdenom="5000"/>
  </rules>
  <symbols>
   <symbol name="0" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="name" type="QString" value="diamond"/>
      <Option name="color" type="QString" value="122,1,119,255"/>
      <Option name="outline_color" type="QString" value="255,255,255,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.3"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
      <Option name="size" type="QString" value="4.0"/>
      <Option name="size_unit" type="QString" value="MM"/>
      <Option name="joinstyle" type="QString" value="miter"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="1" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="name" type="QString" value="circle"/>
      <Option name="color" type="QString" value="203,24,29,255"/>
      <Option name="outline_color" type="QString" value="255,255,255,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.3"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
      <Option name="size" type="QString" value="2.8"/>
      <Option name="size_unit" type="QString" value="MM"/>
      <Option name="joinstyle" type="QString" value="miter"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="2" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="name" type="QString" value="triangle"/>
      <Option name="color" type="QString" value="230,120,0,255"/>
      <Option name="outline_color" type="QString" value="255,255,255,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.3"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
      <Option name="size" type="QString" value="2.6"/>
      <Option name="size_unit" type="QString" value="MM"/>
      <Option name="joinstyle" type="QString" value="miter"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="3" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="name" type="QString" value="circle"/>
      <Option name="color" type="QString" value="82,116,150,255"/>
      <Option name="outline_color" type="QString" value="255,255,255,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.3"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
      <Option name="size" type="QString" value="1.6"/>
      <Option name="size_unit" type="QString" value="MM"/>
      <Option name="joinstyle" type="QString" value="miter"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="4" type="marker" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="name" type="QString" value="circle"/>
      <Option name="color" type="QString" value="255,255,255,255"/>
      <Option name="outline_color" type="QString" value="140,140,140,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.3"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
      <Option name="size" type="QString" value="1.6"/>
      <Option name="size_unit" type="QString" value="MM"/>
      <Option name="joinstyle" type="QString" value="miter"/>
     </Option>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <labeling type="simple">
  <settings calloutType="simple">
   <text-style isExpression="1" fieldName="CASE WHEN &quot;severity&quot; IN ('critical', 'error', 'warning') AND &quot;state&quot; &lt;&gt; 'accepted' THEN &quot;code&quot; || CASE WHEN @map_scale &lt; 600 AND &quot;area_m2&quot; &gt;= 0.01 THEN '\n' || format_number(&quot;area_m2&quot;, 2) || ' m²' ELSE '' END END" fontFamily="DejaVu Sans" fontSize="7.5" fontSizeUnit="Point" textColor="25,25,25,255" textOpacity="1" multilineHeight="1">
    <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.9"/>
   </text-style>
   <placement placement="6" dist="0.6" distUnits="MM" offsetType="1" predefinedPositionOrder="TR,TL,BR,BL,R,L,T,B" priority="5"/>
   <rendering scaleVisibility="1" scaleMin="0" scaleMax="1500" displayAll="0" obstacle="1" limitNumLabels="0" drawLabels="1"/>
  </settings>
 </labeling>
 <mapTip>&lt;b&gt;[% &quot;code&quot; %]&lt;/b&gt; [% &quot;message&quot; %]</mapTip>
 <previewExpression>&quot;message&quot;</previewExpression>
</qgis>
